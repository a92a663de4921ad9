package io.gpen.cli;

import io.gpen.zoo.ModelZoo;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where models are. */
final class ZooMixin {

  @Option(
      names = "--model-zoo",
      paramLabel = "DIR",
      description =
          "Folder with model weights, looked into before the one that came with the tool.")
  Path folder;

  ModelZoo zoo() {
    return Installation.zoo(Optional.ofNullable(folder));
  }
}
