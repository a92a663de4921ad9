package io.gpen.cli;

import io.gpen.engine.AllocatorSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point. */
@Command(
    name = "gpen",
    description = {
      "Restores the faces in old photographs.",
      "",
      "Options can also be put into a file (gpen @file), into environment variables"
          + " (GPEN_MAX_SHRINK=off) and into gpen.properties (max-shrink = off)."
    },
    versionProvider = Gpen.Versions.class)
public final class Gpen implements Runnable, CommandTree.Group {

  private static final int HELP_WIDTH = 110;

  @Spec private CommandSpec spec;

  /** Takes no arguments: picocli makes it. */
  public Gpen() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments what stands behind {@code gpen} on the command line
   */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    Map<String, String> faster =
        Relaunch.variables(System.getenv(), AllocatorSettings.current(), arguments);
    if (!faster.isEmpty()) {
      Relaunch.run(faster, console).ifPresent(System::exit);
    }
    Relaunch.endWithParent(System.getenv());
    Interruption interruption = new Interruption();
    CommandContext context =
        new CommandContext(console, System.getenv(), new Networks(), interruption);
    interruption.listen();
    int code = run(context, arguments);
    interruption.over();
    // After a signal this waits for the Java machine to end with the signal's own code.
    System.exit(code);
  }

  /**
   * Runs a command.
   *
   * @param context streams, environment and whatever else the command needs
   * @param arguments what stands behind {@code gpen} on the command line
   * @return the exit code
   */
  static int run(CommandContext context, String... arguments) {
    Console console = context.console();
    DefaultValues defaults;
    try {
      defaults = new DefaultValues(context.environment());
    } catch (IOException e) {
      console.err().println("gpen: the default options cannot be read: " + e.getMessage());
      return ExitCode.USAGE.number();
    }
    CommandLine command = commandLine(context, defaults, arguments);
    Set<String> unknown = defaults.unknown(command);
    if (!unknown.isEmpty()) {
      console.err().println("gpen: not an option, ignored: " + String.join(", ", unknown));
    }
    int code;
    try {
      code = command.execute(arguments);
    } catch (Error e) {
      // Native code and want of memory: picocli lets them through.
      code = Errors.report(e, command, List.of(arguments).contains("--stacktrace"));
    }
    console.out().flush();
    console.err().flush();
    return code;
  }

  private static CommandLine commandLine(
      CommandContext context, DefaultValues defaults, String... arguments) {
    Set<String> words = Set.of(Arrays.stream(arguments).distinct().toArray(String[]::new));
    // Options from elsewhere are held against those of all commands; a file may name any command.
    boolean all = defaults.any() || words.stream().anyMatch(word -> word.startsWith("@"));
    CommandTree tree =
        new CommandTree(new CommandFactory(context), name -> all || words.contains(name));
    CommandLine command = tree.of(new Gpen());
    command.setOut(context.console().out());
    command.setErr(context.console().err());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setDefaultValueProvider(defaults);
    command.setUsageHelpWidth(HELP_WIDTH);
    command.setParameterExceptionHandler(Errors::usage);
    command.setExecutionExceptionHandler(Errors::execution);
    return command;
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(
        RestoreCommand.class,
        DetectCommand.class,
        ModelsCommand.class,
        DoctorCommand.class,
        BenchmarkCommand.class,
        EvaluateCommand.class,
        DegradeCommand.class);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "what is to be done? A command is missing");
  }

  /** The versions of the program and of its parts; nothing native is loaded to know them. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "gpen " + Installation.version("gpen"),
        "DJL %s, libtorch %s, OpenCV %s"
            .formatted(
                Installation.version("djl"),
                Installation.version("libtorch"),
                Installation.version("opencv")),
        "Java %s (%s), %s %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"))
      };
    }
  }
}
