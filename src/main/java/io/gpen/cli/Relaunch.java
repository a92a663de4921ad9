package io.gpen.cli;

import io.gpen.engine.AllocatorSettings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Starts the program once more with the allocator settings that libtorch needs to be fast. The C
 * library reads them when a process begins, so a running Java machine cannot set them for itself:
 * {@code scripts/gpen} sets them, a bare {@code java -jar} does not. Only a process that was
 * started as this program is started again, never one that calls {@link Gpen#main} from its own.
 */
final class Relaunch {

  /** Set to anything but nothing, it keeps the program from starting itself again. */
  static final String OFF = "GPEN_NO_RELAUNCH";

  /** The process id of the parent, with which the second process ends. */
  static final String PARENT = "GPEN_PARENT_PID";

  /** What OpenCV says of a damaged file names no file; the program reports it by name. */
  private static final String OPENCV_LOG = "OPENCV_LOG_LEVEL";

  /** The commands that run networks; the others would be done before the second start. */
  private static final Set<String> HEAVY =
      Set.of(
          "restore",
          "colorize",
          "inpaint",
          "seg2face",
          "detect",
          "benchmark",
          "evaluate",
          "align",
          "train");

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Relaunch() {}

  /**
   * {@return the variables to start again with; none if this process has them, the user has
   * settings of their own, or the command runs no network}
   *
   * @param environment the variables of this process
   * @param settings those of the allocator among them
   * @param arguments the arguments of {@code gpen}
   */
  static Map<String, String> variables(
      Map<String, String> environment, AllocatorSettings settings, String... arguments) {
    boolean own = environment.keySet().stream().anyMatch(name -> name.startsWith("MALLOC_"));
    boolean off = !environment.getOrDefault(OFF, "").isEmpty();
    boolean heavy = Arrays.stream(arguments).anyMatch(HEAVY::contains);
    boolean help = Arrays.stream(arguments).anyMatch(Set.of("-h", "--help", "-V")::contains);
    if (own || off || !heavy || help || settings.retains()) {
      return Map.of();
    }
    Map<String, String> variables = new TreeMap<>(AllocatorSettings.additions(environment));
    if (!environment.containsKey(OPENCV_LOG)) {
      variables.put(OPENCV_LOG, "SILENT");
    }
    return variables;
  }

  /**
   * {@return whether a process was started as this program: {@code java ... io.gpen.cli.Gpen} or
   * {@code java ... -jar gpen.jar}, and the arguments}
   *
   * @param words its command line
   * @param arguments how many arguments the program has
   */
  static boolean isProgram(List<String> words, int arguments) {
    int main = words.size() - arguments - 1;
    return main > 0
        && (words.get(main).equals(Gpen.class.getName())
            || words.get(main).endsWith("gpen.jar") && words.get(main - 1).equals("-jar"));
  }

  /**
   * Runs this process's command line in a second process and waits for it.
   *
   * @param variables what to add to the environment
   * @param console where to report that the process cannot be started
   * @param arguments the arguments of {@code gpen}
   * @return the exit code of the second process, or nothing if there is none
   */
  static OptionalInt run(Map<String, String> variables, Console console, String... arguments) {
    Process child;
    try {
      List<String> words = commandLine();
      if (!isProgram(words, arguments.length)) {
        return OptionalInt.empty();
      }
      ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
      builder.environment().putAll(variables);
      builder.environment().put(OFF, "1");
      builder.environment().put(PARENT, Long.toString(ProcessHandle.current().pid()));
      child = builder.start();
    } catch (IOException e) {
      console.err().println("gpen: cannot restart with faster memory settings: " + e.getMessage());
      return OptionalInt.empty();
    }
    // A signal to this process alone must reach the other one, which ends first.
    Thread forward = new Thread(() -> endGently(child), "forward-signal");
    Runtime.getRuntime().addShutdownHook(forward);
    return OptionalInt.of(waitFor(child));
  }

  /**
   * In the second process: ends it as a signal would when its parent is gone.
   *
   * @param environment the variables of this process
   */
  static void endWithParent(Map<String, String> environment) {
    String pid = environment.getOrDefault(PARENT, "");
    if (pid.isEmpty()) {
      return;
    }
    Runnable end = () -> System.exit(ExitCode.TERMINATED.number());
    ProcessHandle.of(Long.parseLong(pid))
        .ifPresentOrElse(parent -> parent.onExit().thenRun(end), end);
  }

  private static List<String> commandLine() throws IOException {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    String raw = Files.readString(COMMAND_LINE, Charset.forName(encoding));
    // Every argument, also an empty one, ends in a NUL.
    List<String> words = new ArrayList<>(List.of(raw.split("\0", -1)));
    words.remove(words.size() - 1);
    ProcessHandle.current().info().command().ifPresent(java -> words.set(0, java));
    return words;
  }

  private static void endGently(Process child) {
    child.destroy();
    waitFor(child);
  }

  private static int waitFor(Process child) {
    while (true) {
      try {
        return child.waitFor();
      } catch (InterruptedException e) {
        // Nobody may leave before the process that does the work.
      }
    }
  }
}
