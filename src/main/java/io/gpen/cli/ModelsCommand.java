package io.gpen.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands for models. */
@Command(name = "models", description = "Lists, fetches, verifies and converts models.")
final class ModelsCommand implements Callable<Integer>, CommandTree.Group {

  @Spec private CommandSpec spec;

  /** Takes no arguments: picocli makes it. */
  ModelsCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "missing command: list, fetch, verify or convert");
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(
        ModelsListCommand.class,
        ModelsFetchCommand.class,
        ModelsVerifyCommand.class,
        ModelsConvertCommand.class);
  }
}
