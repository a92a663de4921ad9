package io.gpen.cli;

import io.gpen.api.Installation;
import io.gpen.text.Wording;
import io.gpen.zoo.ModelZoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where models are. */
final class ZooMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--model-zoo",
      paramLabel = "DIR",
      description = "Folder with models, searched before the one that comes with gpen.")
  Path folder;

  /**
   * {@return the models that are here}
   *
   * @throws ParameterException if the folder that was named is none: a slip of the pen would
   *     otherwise restore thousands of photos with another model
   */
  ModelZoo zoo() {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ParameterException(
          command.commandLine(),
          Wording.format(
              "--model-zoo: there is no folder %s; check the spelling, or let gpen"
                  + " models fetch create it",
              folder));
    }
    return zooToFill();
  }

  /** {@return the models, in a folder that is made when the first one comes} */
  ModelZoo zooToFill() {
    return Installation.zoo(Optional.ofNullable(folder));
  }
}
