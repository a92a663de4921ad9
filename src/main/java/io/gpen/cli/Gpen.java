package io.gpen.cli;

import io.gpen.api.Installation;
import io.gpen.engine.AllocatorSettings;
import io.gpen.files.CacheFolder;
import io.gpen.text.Wording;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The entry point. */
@Command(
    name = "gpen",
    description = {
      "Restores the faces in old photographs.",
      "",
      "Options can also be put into a file (gpen @file), into environment variables"
          + " (GPEN_MAX_SHRINK=off) and into gpen.properties (max-shrink = off).",
      "Help on a command: gpen help restore"
    },
    versionProvider = Gpen.Versions.class)
public final class Gpen implements Runnable, CommandTree.Group {

  private static final int HELP_WIDTH = 110;

  @Spec private CommandSpec spec;

  /** Takes no arguments: picocli makes it. */
  public Gpen() {}

  /**
   * Runs a command and ends the process with its exit code. Other programs use {@code io.gpen.api}
   * instead.
   *
   * @param arguments the arguments of {@code gpen}
   */
  public static void main(String[] arguments) {
    // What libraries format, too, has the digits that scripts expect.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.setProperty(LogSetup.PROGRAM_PROPERTY, "true");
    Console console = Console.ofProcess();
    try {
      CacheFolder.replaceUnusableTemporaryFolder();
    } catch (IOException e) {
      console.err().println("gpen: temporary files cannot be written: " + e.getMessage());
    }
    Map<String, String> faster =
        Relaunch.variables(System.getenv(), AllocatorSettings.current(), arguments);
    if (!faster.isEmpty()) {
      Relaunch.run(faster, console, arguments).ifPresent(System::exit);
    }
    Relaunch.endWithParent(System.getenv());
    Interruption interruption = new Interruption();
    CommandContext context =
        new CommandContext(
            console, System.getenv(), new RestoreService.WithNetworks(), interruption);
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
   * @param arguments the arguments of {@code gpen}
   * @return the exit code
   */
  static int run(CommandContext context, String... arguments) {
    Console console = context.console();
    DefaultValues defaults;
    String[] words;
    try {
      defaults = new DefaultValues(context.environment());
      words = helpAsOption(OptionFiles.expand(arguments));
    } catch (IOException e) {
      console.err().println("gpen: the options cannot be read: " + e.getMessage());
      return ExitCode.USAGE.number();
    }
    CommandLine command = commandLine(context, defaults, words);
    words = withoutHelpOfNothing(command, words);
    Set<String> unknown = defaults.unknown(command);
    if (!unknown.isEmpty()) {
      console.err().println("gpen: not an option, ignored: " + String.join(", ", unknown));
    }
    int code;
    try {
      code = command.execute(words);
      console.out().flush();
    } catch (StandardOutput.Failed | Error e) {
      // Native code and want of memory: picocli lets them through.
      code = Errors.report(e, command, List.of(words).contains("--stacktrace"));
    }
    console.err().flush();
    return code;
  }

  /** {@return {@code restore --help} for {@code help restore}} */
  private static String[] helpAsOption(String... words) {
    if (words.length == 0 || !words[0].equals("help")) {
      return words;
    }
    String[] command = Arrays.copyOfRange(words, 1, words.length + 1);
    command[words.length - 1] = "--help";
    return command;
  }

  /** picocli prints the general help for a command that does not exist. */
  private static String[] withoutHelpOfNothing(CommandLine command, String... words) {
    CommandLine group = command;
    for (String word : words) {
      if (group.getSubcommands().isEmpty() || word.startsWith("-")) {
        return words;
      }
      group = group.getSubcommands().get(word);
      if (group == null) {
        return Arrays.stream(words)
            .filter(other -> !other.equals("--help") && !other.equals("-h"))
            .toArray(String[]::new);
      }
    }
    return words;
  }

  /** An unset variable of a script becomes an empty argument; no option has a use for one. */
  private static void refuseEmptyValues(ParseResult result) {
    for (ParseResult part = result; part != null; part = part.subcommand()) {
      for (ArgSpec argument : part.matchedArgs()) {
        if (argument.originalStringValues().contains("")) {
          String name =
              argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
          throw new ParameterException(
              part.commandSpec().commandLine(), name + " is empty; was a variable not set?");
        }
      }
    }
  }

  private static CommandLine commandLine(
      CommandContext context, DefaultValues defaults, String... arguments) {
    Set<String> words = Set.of(Arrays.stream(arguments).distinct().toArray(String[]::new));
    // Options from the environment or gpen.properties are checked against those of all commands.
    boolean all = defaults.any();
    CommandTree tree =
        new CommandTree(new CommandFactory(context), name -> all || words.contains(name));
    CommandLine command = tree.of(new Gpen());
    command.setOut(context.console().out());
    command.setErr(context.console().err());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setDefaultValueProvider(defaults);
    command.setExpandAtFiles(false);
    command.setExecutionStrategy(
        result -> {
          refuseEmptyValues(result);
          try {
            return new RunLast().execute(result);
          } catch (StandardOutput.Failed e) {
            // While a help text is printed; picocli has no handler for that.
            return Errors.report(e, command, false);
          }
        });
    command.setUsageHelpWidth(HELP_WIDTH);
    command.setParameterExceptionHandler(Errors::usage);
    command.setExecutionExceptionHandler(Errors::execution);
    return command;
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(
        RestoreCommand.class,
        ColorizeCommand.class,
        InpaintCommand.class,
        Seg2FaceCommand.class,
        DetectCommand.class,
        ManifestCommand.class,
        ReportCommand.class,
        ModelsCommand.class,
        DoctorCommand.class,
        BenchmarkCommand.class,
        EvaluateCommand.class,
        AlignCommand.class,
        DegradeCommand.class,
        TrainCommand.class);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command");
  }

  /** The versions of the program and of its parts; nothing native is loaded to know them. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "gpen " + Installation.version("gpen"),
        Wording.format(
            "DJL %s, libtorch %s, OpenCV %s",
            Installation.version("djl"),
            Installation.version("libtorch"),
            Installation.version("opencv")),
        Wording.format(
            "Java %s (%s), %s %s",
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"))
      };
    }
  }
}
