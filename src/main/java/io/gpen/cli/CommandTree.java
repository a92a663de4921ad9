package io.gpen.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Builds the commands that a command line names. Of the others only what the help of their parent
 * shows is made, which is most of the time that a help text takes.
 *
 * @param factory makes the commands
 * @param isNamed whether a command of this name may be run
 */
record CommandTree(IFactory factory, Predicate<String> isNamed) {

  /** A command that has commands of its own. */
  interface Group {
    /** {@return the classes of its commands, in the order of the help} */
    List<Class<?>> commands();
  }

  /** {@return a command with all below it} */
  CommandLine of(Object command) {
    CommandLine line = new CommandLine(command, factory);
    line.registerConverter(Path.class, new Converters.Paths());
    line.registerConverter(Long.class, new Converters.Whole());
    line.registerConverter(long.class, new Converters.Whole());
    prepare(line.getCommandSpec());
    if (line.getCommand() instanceof Group group) {
      group.commands().forEach(type -> add(line, type));
    }
    return line;
  }

  private void add(CommandLine parent, Class<?> type) {
    Command shown = type.getAnnotation(Command.class);
    Object command =
        isNamed.test(shown.name())
            ? of(type)
            : CommandSpec.create()
                .usageMessage(new UsageMessageSpec().description(shown.description()));
    parent.addSubcommand(shown.name(), command);
  }

  /** What all commands have: help, version and the list of exit codes. */
  private static void prepare(CommandSpec spec) {
    spec.mixinStandardHelpOptions(true);
    spec.versionProvider(new Gpen.Versions());
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.help());
    // Ends the last line of the list.
    spec.usageMessage().footer("");
    spec.usageMessage().sortOptions(false).abbreviateSynopsis(true);
  }
}
