package io.gpen.api;

import io.gpen.restore.FaceTask;
import io.gpen.text.Wording;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ModelException;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import io.gpen.zoo.ModelZoo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which models to use, each by its name in the catalogue or by its file.
 *
 * @param zoo where they are
 * @param generator the model that restores faces; empty for the default
 * @param key which of several state dicts in the generator's file; empty for the usual one
 * @param detector the model that finds faces; empty for the default
 * @param parser the model that tells face from background; empty for the official one
 * @param upscaler the model that enlarges photos; there is no default
 * @param denoise how much noise that model takes away, 0 to 1, by mixing two models of one kind;
 *     empty for the model as it is
 * @param identity the model that tells whether two faces are of the same person; empty for none
 * @param fidelity how a generator that is one of a pair is mixed, 0 to 1; empty as the catalogue
 *     says
 */
public record ModelChoice(
    ModelZoo zoo,
    Optional<String> generator,
    Optional<String> key,
    Optional<String> detector,
    Optional<String> parser,
    Optional<String> upscaler,
    OptionalDouble denoise,
    Optional<String> identity,
    OptionalDouble fidelity) {

  /** The only published one; the catalogue has no default, as it does not come with the program. */
  private static final String PARSER = "ParseNet-latest";

  /** The small general one, which a processor without a GPU can run. */
  private static final String SUGGESTED_UPSCALER = "realesr-general-x4v3";

  private static final String NOISY = "realesr-general-wdn-";

  /**
   * A choice without models that enlarge or compare people, and with pairs mixed as the catalogue
   * says.
   *
   * @param zoo where the models are
   * @param generator the model that restores faces; empty for the default
   * @param key which of several state dicts in the generator's file; empty for the usual one
   * @param detector the model that finds faces; empty for the default
   * @param parser the model that tells face from background; empty for the official one
   */
  public ModelChoice(
      ModelZoo zoo,
      Optional<String> generator,
      Optional<String> key,
      Optional<String> detector,
      Optional<String> parser) {
    this(
        zoo,
        generator,
        key,
        detector,
        parser,
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /**
   * {@return the weights of the generator}
   *
   * @param task what it is to do to the faces
   * @throws io.gpen.zoo.ModelException if they are not there or are for another task, or are not
   *     one of a pair, though a fidelity is asked for
   */
  public ModelFile generatorFile(FaceTask task) {
    ModelFile found = find(generator, modelTask(task));
    return fidelity.isPresent() ? found.withFidelity(fidelity.getAsDouble()) : found;
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

  /**
   * {@return the weights of the network that enlarges, mixed with those of its twin that leaves
   * noise in the picture if so much is asked for}
   *
   * @throws io.gpen.zoo.ModelException if none is named; the message says which to get and where it
   *     goes; or if they are not there or are for another task, or there is no twin beside them
   */
  public ModelFile upscalerFile() {
    String name =
        upscaler.orElseThrow(
            () ->
                new ModelException(
                    Wording.format(
                        "enlarging needs a model, and none comes with the program: run gpen models"
                            + " fetch %s, or put %s into %s; then name it with --upscaler %s",
                        SUGGESTED_UPSCALER,
                        zoo.catalog()
                            .find(SUGGESTED_UPSCALER)
                            .flatMap(CatalogEntry::origin)
                            .map(URI::toString)
                            .orElse("https://github.com/xinntao/Real-ESRGAN/releases"),
                        zoo.folder(),
                        SUGGESTED_UPSCALER)));
    ModelFile found = zoo.find(name, ModelTask.UPSCALING);
    if (denoise.isEmpty() || denoise.getAsDouble() == 1) {
      return found;
    }
    ModelFile.Mixture mixture = new ModelFile.Mixture(noisyTwin(found), denoise.getAsDouble());
    return new ModelFile(found.path(), found.entry(), Optional.of(mixture));
  }

  private ModelFile noisyTwin(ModelFile upscaler) {
    Path file = upscaler.path();
    String name = file.getFileName().toString();
    Path twin = file.resolveSibling(name.replace("realesr-general-", NOISY));
    if (twin.equals(file) || name.contains(NOISY)) {
      throw new ModelException(
          Wording.format(
              "%s has no twin for --denoise, which mixes %s with %sx4v3: leave out --denoise, or"
                  + " name %s",
              name, SUGGESTED_UPSCALER, NOISY, SUGGESTED_UPSCALER));
    }
    if (!Files.isRegularFile(twin)) {
      throw new ModelException(
          Wording.format(
              "--denoise mixes %s with %s, which is not beside it: get it with gpen models fetch"
                  + " %sx4v3, or leave out --denoise",
              name, twin, NOISY));
    }
    Optional<CatalogEntry> entry =
        upscaler.entry().flatMap(known -> zoo.catalog().find(NOISY + "x4v3"));
    return new ModelFile(twin, entry);
  }

  /**
   * {@return the weights of the identity network}
   *
   * @throws io.gpen.zoo.ModelException if none is named, or it is not there or for another task
   */
  ModelFile identityFile() {
    String name = identity.orElseThrow(() -> new ModelException("no identity model is named"));
    return zoo.find(name, ModelTask.IDENTITY);
  }

  private ModelFile find(Optional<String> name, ModelTask task) {
    return name.map(n -> zoo.find(n, task)).orElseGet(() -> zoo.findDefault(task));
  }
}
