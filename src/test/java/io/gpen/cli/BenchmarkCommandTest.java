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
    "--what photo --forms direct, --forms has no effect without --what generator",
    "--what job --against a.pt, --against has no effect without --what generator",
    "--what generator --upscaler u, --upscaler has no effect without --what upscaler",
    "--what generator --input i, --input has no effect without --what job",
    "--what upscaler --detector d, --detector has no effect without --what detector or --what job",
    "--key g, --key has no effect without --model",
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
