package io.gpen.cli;

import io.gpen.files.FileErrors;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports errors: in a line for users, with the stack trace if it was asked for. */
final class Errors {

  private Errors() {}

  /** The command line is wrong. */
  static int usage(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("gpen: " + message(error) + source(error, arguments));
    // An @name without such a file was taken for an ordinary argument.
    Arrays.stream(arguments)
        .filter(text -> text.length() > 1 && text.startsWith("@"))
        .filter(text -> !new File(text.substring(1)).isFile())
        .forEach(text -> err.println("gpen: there is no option file " + text.substring(1)));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  private static String message(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched
        && !error.getCommandLine().getSubcommands().isEmpty()
        && !unmatched.isUnknownOption()) {
      return "unknown command '" + unmatched.getUnmatched().get(0) + "'";
    }
    return error.getMessage();
  }

  /** Names the variable or file of a value that is not on the command line. */
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
    if (error instanceof StandardOutput.Failed failed && failed.isClosedByReader()) {
      return ExitCode.DONE.number();
    }
    ExitCode code = ExitCode.of(error);
    String message = message(error);
    if (code == ExitCode.INTERNAL) {
      err.println("gpen: internal error: " + error);
      err.println(
          stacktrace
              ? "Please report this:"
              : "Please report this with the output of --stacktrace");
    } else {
      err.println("gpen: " + message);
    }
    if (stacktrace) {
      error.printStackTrace(err);
    }
    return code.number();
  }

  /** The JDK's own errors of files may have nothing but a name, or a name and no reason. */
  private static String message(Throwable error) {
    if (error instanceof FileSystemException failure && failure.getFile() != null) {
      return failure.getFile() + ": " + FileErrors.reason(failure);
    }
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }

  /** {@return whether --stacktrace was given to the command} */
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
