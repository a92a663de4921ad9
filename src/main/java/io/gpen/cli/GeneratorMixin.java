package io.gpen.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The model that works on the faces. */
final class GeneratorMixin {

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description = "Model that works on the faces (default: the one in the catalogue).")
  private String model;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Key of the state dict, if the model's file has several.")
  private String key;

  Optional<String> name() {
    return Optional.ofNullable(model);
  }

  Optional<String> key() {
    return Optional.ofNullable(key);
  }
}
