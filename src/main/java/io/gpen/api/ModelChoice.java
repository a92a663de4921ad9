package io.gpen.api;

import io.gpen.restore.FaceTask;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import io.gpen.zoo.ModelZoo;
import java.util.Optional;

/**
 * Which models to use, each by its name in the catalogue or by its file.
 *
 * @param zoo where they are
 * @param generator the model that restores faces; empty for the default
 * @param key which of several state dicts in the generator's file; empty for the usual one
 * @param detector the model that finds faces; empty for the default
 * @param parser the model that tells face from background; empty for the official one
 */
public record ModelChoice(
    ModelZoo zoo,
    Optional<String> generator,
    Optional<String> key,
    Optional<String> detector,
    Optional<String> parser) {

  /** The only published one; the catalogue has no default, as it does not come with the program. */
  private static final String PARSER = "ParseNet-latest";

  /**
   * {@return the weights of the generator}
   *
   * @param task what it is to do to the faces
   * @throws io.gpen.zoo.ModelException if they are not there or are for another task
   */
  public ModelFile generatorFile(FaceTask task) {
    return find(generator, modelTask(task));
  }

  /**
   * {@return the weights of the detector}
   *
   * @throws io.gpen.zoo.ModelException if they are not there or are for another task
   */
  public ModelFile detectorFile() {
    return find(detector, ModelTask.DETECTION);
  }

  /** {@return the weights of the parser, under the same conditions} */
  ModelFile parserFile() {
    return zoo.find(parser.orElse(PARSER), ModelTask.PARSING);
  }

  static ModelTask modelTask(FaceTask task) {
    if (task instanceof FaceTask.Colorize) {
      return ModelTask.COLORIZATION;
    } else if (task instanceof FaceTask.Inpaint) {
      return ModelTask.INPAINTING;
    }
    return task instanceof FaceTask.SegmentationToFace
        ? ModelTask.SEGMENTATION_TO_FACE
        : ModelTask.RESTORATION;
  }

  private ModelFile find(Optional<String> name, ModelTask task) {
    return name.map(n -> zoo.find(n, task)).orElseGet(() -> zoo.findDefault(task));
  }
}
