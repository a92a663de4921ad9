package io.gpen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which native libraries a process of its own has in its memory when a command is over. */
@EnabledOnOs(OS.LINUX)
class NativeLibrariesTest {

  private static final String MARK = "mapped: ";

  @TempDir private Path cache;

  /** Runs a command and prints the libraries that are mapped then. */
  static final class Probe {
    public static void main(String[] arguments) throws IOException {
      int code =
          Gpen.run(
              new CommandContext(
                  Console.ofProcess(),
                  System.getenv(),
                  new RestoreService.WithNetworks(),
                  new Interruption()),
              arguments);
      try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
        maps.filter(line -> line.contains(".so"))
            .map(line -> line.substring(line.indexOf('/')))
            .distinct()
            .forEach(library -> System.out.println(MARK + library));
      }
      System.exit(code);
    }
  }

  private List<String> libraries(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GPEN_CACHE", cache.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.lines().filter(l -> l.startsWith(MARK)).map(l -> l.substring(8)).toList();
  }

  @Test
  void aRunWithNothingToDoStartsNeitherTheEngineNorOpenCv() throws Exception {
    String out = cache.resolve("out").toString();
    List<String> mapped = libraries("restore", "-i", "testphoto/in", "-o", out, "--dry-run");
    assertEquals(List.of(), mapped.stream().filter(l -> l.matches(".*(torch|opencv).*")).toList());
    for (String folder : List.of("engine", "opencv-4.9.0")) {
      assertFalse(Files.exists(cache.resolve(folder)), folder + " was unpacked");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "restore --help", "models --help", "models list"})
  void helpAndListsLoadNoneButJavasOwn(String line) throws Exception {
    String java = Path.of(System.getProperty("java.home")).toRealPath().toString();
    List<String> mapped = libraries(line.split(" "));
    assertTrue(mapped.contains(java + "/lib/server/libjvm.so"), mapped.toString());
    List<String> foreign =
        mapped.stream()
            .filter(library -> !library.startsWith(java))
            .filter(library -> !library.matches("(/usr)?/lib(32|64)?/.*"))
            .toList();
    assertEquals(List.of(), foreign);
    for (String folder : List.of("engine", "opencv-4.9.0")) {
      assertFalse(Files.exists(cache.resolve(folder)), folder + " was unpacked");
    }
  }
}
