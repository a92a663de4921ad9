package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of a command line. */
class PathConverterTest {

  @TempDir private Path folder;

  /** An empty path comes from a variable that is not set, and would be the working folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "restore -i EMPTY -o out",
        "restore -i in -i EMPTY -o out",
        "restore -i in -o EMPTY",
        "restore -i in -o out --compare EMPTY",
        "restore -i in -o out --save-faces EMPTY",
        "restore -i in -o out --model-zoo EMPTY",
        "detect in --draw EMPTY",
        "degrade -i EMPTY -o out",
        "degrade -i in -o EMPTY",
        "evaluate -i EMPTY --against in",
        "evaluate -i in --against EMPTY",
        "benchmark --against EMPTY"
      })
  void emptyPathsAreUsageErrors(String line) {
    CommandLineRun gpen = new CommandLineRun();
    String[] arguments = line.split(" ");
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i].equals("EMPTY") ? "" : arguments[i];
    }
    assertEquals(2, gpen.run(arguments), gpen.err());
    assertTrue(gpen.err().contains("the path is empty"), gpen.err());
  }

  @Test
  void emptyArgumentIsAUsageError() {
    assertEquals(2, new CommandLineRun().run("detect", ""));
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void nameThatIsNotUtf8IsFoundInItsFolder() throws Exception {
    Path photo = Path.of(URI.create("file://" + folder.toUri().getRawPath() + "M%FCller.jpg"));
    Files.createFile(photo);
    CommandLineRun gpen = new CommandLineRun();
    // What Java makes of the byte FC on a command line.
    assertEquals(0, gpen.run("restore", "-i", folder + "/M\uFFFDller.jpg", "-o", "out"));
    assertEquals(List.of(photo), gpen.job.batch().inputs());
  }
}
