package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.Shipped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Standard output on a full disk, and behind a reader that has read enough. */
class StandardOutputTest {

  private static final Path PHOTO = Shared.testphoto("astronaut-eileen-collins.jpg");

  /** Every command that writes to standard output, and every way to write. */
  static List<List<String>> commands() {
    String photo = PHOTO.toString();
    return List.of(
        List.of("--help"),
        List.of("--version"),
        List.of("help", "restore"),
        List.of("restore", "-i", "in", "-o", "out", "--json"),
        List.of("detect", photo),
        List.of("models", "list"),
        List.of("models", "list", "--json"),
        List.of("models", "verify", Shipped.generator().name()),
        List.of("doctor"),
        List.of("doctor", "--json"),
        List.of("evaluate", "-i", photo, "--against", photo),
        List.of("evaluate", "-i", photo, "--against", photo, "--json"));
  }

  private static CommandLineRun runInto(String error) {
    CommandLineRun run = new CommandLineRun();
    run.standardOutput =
        StandardOutput.writer(
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException(error);
              }
            });
    return run;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFullDiskIsAnError(List<String> command) {
    CommandLineRun run = runInto("No space left on device");
    assertEquals(5, run.run(command.toArray(String[]::new)), run.err());
    String last = run.err().lines().reduce("", (before, line) -> line);
    assertEquals("gpen: standard output cannot be written: No space left on device", last);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aReaderThatHasReadEnoughIsNone(List<String> command) {
    CommandLineRun run = runInto("Broken pipe");
    assertEquals(0, run.run(command.toArray(String[]::new)), run.err());
    assertTrue(!run.err().contains("standard output"), run.err());
  }
}
