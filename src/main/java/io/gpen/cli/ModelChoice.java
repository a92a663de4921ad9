package io.gpen.cli;

import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import io.gpen.zoo.ModelZoo;
import java.util.Optional;

/**
 * Which models a user wants.
 *
 * @param zoo where they are
 * @param generator name or file of the generator; empty for the default
 * @param key which of several state dicts in the generator's file; empty for the usual one
 * @param detector name or file of the detector; empty for the default
 * @param parser name or file of the face parser; empty for the official one
 */
record ModelChoice(
    ModelZoo zoo,
    Optional<String> generator,
    Optional<String> key,
    Optional<String> detector,
    Optional<String> parser) {

  /** The only published one; it is nobody's default, as it does not come with the tool. */
  private static final String PARSER = "ParseNet-latest";

  ModelChoice(
      ModelZoo zoo, Optional<String> generator, Optional<String> key, Optional<String> detector) {
    this(zoo, generator, key, detector, Optional.empty());
  }

  ModelFile generatorFile() {
    return find(generator, ModelTask.RESTORATION);
  }

  ModelFile detectorFile() {
    return find(detector, ModelTask.DETECTION);
  }

  ModelFile parserFile() {
    return zoo.find(parser.orElse(PARSER), ModelTask.PARSING);
  }

  private ModelFile find(Optional<String> name, ModelTask task) {
    return name.map(n -> zoo.find(n, task)).orElseGet(() -> zoo.findDefault(task));
  }
}
