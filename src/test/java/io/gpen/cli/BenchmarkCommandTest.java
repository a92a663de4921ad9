package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code gpen benchmark} refuses before it loads anything. */
class BenchmarkCommandTest {

  @ParameterizedTest
  @CsvSource({
    "--size 512 -m any, --size and --model cannot be combined",
    "--size 100, not a size of GPEN",
    "--what everything, --what",
    "--forms fastest, --forms",
    "--repeats 0, --repeats"
  })
  void whatCannotBeTimedIsAUsageError(String options, String message) {
    CommandLineRun gpen = new CommandLineRun();
    assertEquals(2, gpen.run(("benchmark " + options).split(" ")));
    assertTrue(gpen.err().contains(message), gpen.err());
  }
}
