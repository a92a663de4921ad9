package io.gpen.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Refuses options of a command line that would be ignored: whoever gave one expects something of
 * it. Options that come from the environment or gpen.properties are meant for many runs, and are
 * ignored where they do not apply.
 */
final class IneffectiveOptions {

  private IneffectiveOptions() {}

  /**
   * Refuses some options.
   *
   * @param spec the command
   * @param why what makes them ineffective, such as {@code with --aligned}
   * @param options their names
   * @throws ParameterException if the command line has one of them
   */
  static void refuse(CommandSpec spec, String why, String... options) {
    for (String option : options) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(spec.commandLine(), option + " has no effect " + why);
      }
    }
  }
}
