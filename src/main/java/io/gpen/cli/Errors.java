package io.gpen.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: shortly for users, with the stack trace for developers who ask. */
final class Errors {

  private Errors() {}

  /** The command line is wrong. */
  static int usage(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("gpen: " + error.getMessage() + source(error, arguments));
    // picocli takes @name for an ordinary argument if there is no such file.
    Arrays.stream(arguments)
        .filter(text -> text.length() > 1 && text.startsWith("@"))
        .filter(text -> !new File(text.substring(1)).isFile())
        .forEach(text -> err.println("gpen: there is no file of options " + text.substring(1)));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  /** A value that does not stand on the command line is hard to find. */
  private static String source(ParameterException error, String[] arguments) {
    if (!(error.getArgSpec() instanceof OptionSpec option)
        || !(error.getCommandLine().getDefaultValueProvider() instanceof DefaultValues defaults)) {
      return "";
    }
    boolean given =
        Arrays.stream(option.names())
            .anyMatch(
                name ->
                    Arrays.stream(arguments)
                        .anyMatch(text -> text.equals(name) || text.startsWith(name + "=")));
    try {
      return given ? "" : defaults.source(option).map(place -> " (from " + place + ")").orElse("");
    } catch (Exception e) {
      return "";
    }
  }

  /** A command ended with an exception. */
  static int execution(Exception error, CommandLine command, ParseResult result) {
    return report(error, command, asked(result));
  }

  static int report(Throwable error, CommandLine command, boolean stacktrace) {
    PrintWriter err = command.getErr();
    ExitCode code = ExitCode.of(error);
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    if (code == ExitCode.INTERNAL) {
      err.println("gpen: a fault of the program: " + error);
      err.println(
          stacktrace
              ? "Please report it:"
              : "--stacktrace shows where; please report it with that");
    } else {
      err.println("gpen: " + message);
    }
    if (stacktrace) {
      error.printStackTrace(err);
    }
    return code.number();
  }

  /** {@return whether --stacktrace was given, to whatever command} */
  private static boolean asked(ParseResult result) {
    ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec spec = last.commandSpec();
    OptionSpec option = spec.findOption("--stacktrace");
    return option != null && Boolean.TRUE.equals(option.getValue());
  }
}
