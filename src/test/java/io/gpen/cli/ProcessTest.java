package io.gpen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
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

/** The program in a process of its own, without the launcher. */
@EnabledOnOs(OS.LINUX)
class ProcessTest {

  private static final Path PHOTO = Shared.testphoto("astronaut-eileen-collins.jpg");

  @TempDir private Path folder;

  /** Another program that calls the main class. */
  static final class Other {
    public static void main(String[] arguments) {
      System.out.println("started");
      Gpen.main(arguments);
    }
  }

  private record Ended(int code, String out, String err) {}

  private Ended run(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
    builder.environment().remove("TORCH_CPP_LOG_LEVEL");
    int code = builder.start().waitFor();
    return new Ended(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  /** Also that libtorch itself writes nothing: it warns of convolutions that NNPACK cannot do. */
  @ParameterizedTest
  @ValueSource(strings = {"/nonexistent/tmp", "/proc"})
  void aTemporaryFolderThatCannotBeUsedIsReplaced(String temporary) throws Exception {
    Ended ended =
        run(Gpen.class, List.of("-Djava.io.tmpdir=" + temporary), "detect", PHOTO.toString());
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    assertTrue(ended.out().contains("\"faces\":[{"), ended.out());
  }

  @Test
  void aProgramThatCallsTheMainClassIsNotStartedAgain() throws Exception {
    Ended ended = run(Other.class, List.of(), "detect", folder.resolve("none").toString());
    assertEquals(1, ended.out().split("started", -1).length - 1, ended.out());
    assertEquals(1, ended.code(), ended.err());
  }

  /** Arabic digits would be in the names of files and in numbers for other programs. */
  @Test
  void digitsAreThoseOfEveryLocale() throws Exception {
    Ended ended =
        run(
            Gpen.class,
            List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab"),
            "doctor");
    assertEquals(0, ended.code(), ended.out());
    assertTrue(ended.out().matches("(?s)\\p{ASCII}+"), ended.out());
    assertTrue(ended.out().contains(" GB free"), ended.out());
  }
}
