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
 */
record ModelChoice(
    ModelZoo zoo, Optional<String> generator, Optional<String> key, Optional<String> detector) {

  ModelFile generatorFile() {
    return find(generator, ModelTask.RESTORATION);
  }

  ModelFile detectorFile() {
    return find(detector, ModelTask.DETECTION);
  }

  private ModelFile find(Optional<String> name, ModelTask task) {
    return name.map(n -> zoo.find(n, task)).orElseGet(() -> zoo.findDefault(task));
  }
}
