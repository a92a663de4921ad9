package io.gpen.zoo;

import io.gpen.checkpoint.BlendedWeights;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.text.Wording;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The weights of a model, found on the disk.
 *
 * @param path the file
 * @param entry what the catalogue says about it, if it was asked for by name
 * @param mixture what is mixed into it, if it is one of a pair
 */
public record ModelFile(Path path, Optional<CatalogEntry> entry, Optional<Mixture> mixture) {

  /**
   * Other weights of the same layout that are mixed into a model when it is converted.
   *
   * @param other the other weights
   * @param share how much of the model itself there is in the mixture, 0 to 1
   */
  public record Mixture(ModelFile other, double share) {}

  /**
   * Weights that are used as they are.
   *
   * @param path the file
   * @param entry what the catalogue says about it, if it was asked for by name
   */
  public ModelFile(Path path, Optional<CatalogEntry> entry) {
    this(path, entry, Optional.empty());
  }

  /** {@return the name in the catalogue, or else the name of the file} */
  public String name() {
    return entry.map(CatalogEntry::name).orElseGet(() -> path.getFileName().toString());
  }

  /**
   * {@return the same pair, mixed otherwise}
   *
   * @param share how much of the model itself there is in the mixture, 0 to 1
   * @throws ModelException if the model is not one of a pair
   */
  public ModelFile withFidelity(double share) {
    Mixture old =
        mixture.orElseThrow(
            () ->
                new ModelException(
                    Wording.format(
                        "%s has no fidelity to choose: only models that the catalogue lists with a"
                            + " sharp counterpart have; leave out --fidelity",
                        name())));
    return new ModelFile(path, entry, Optional.of(new Mixture(old.other(), share)));
  }

  /**
   * {@return the weights, mixed if they are to be, to be closed by the caller}
   *
   * @param key which of several state dicts in the file, or empty for the usual ones
   * @throws CheckpointException if a file cannot be read, or the two of a pair do not fit; the
   *     message names the file
   */
  public StateDict open(Optional<String> key) {
    StateDict own = CheckpointReader.open(path, key);
    if (mixture.isEmpty()) {
      return own;
    }
    StateDict other = null;
    try {
      other = mixture.get().other().open(key);
      return BlendedWeights.of(own, other, mixture.get().share());
    } catch (RuntimeException e) {
      own.close();
      if (other != null) {
        other.close();
      }
      throw e;
    }
  }
}
