package io.gpen.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands that train networks. */
@Command(name = "train", description = "Trains networks with your own pictures.")
final class TrainCommand implements Callable<Integer>, CommandTree.Group {

  @Spec private CommandSpec spec;

  /** Takes no arguments: picocli makes it. */
  TrainCommand() {}

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "missing command: stylegan2 or gpen");
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(TrainStyleGan2Command.class, TrainGpenCommand.class);
  }
}
