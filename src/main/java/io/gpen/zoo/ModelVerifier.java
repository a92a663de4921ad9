package io.gpen.zoo;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.NetworkDescription;
import java.io.IOException;
import java.util.Optional;

/** Checks that weights are there, are the right ones, can be read and are recognised. */
public final class ModelVerifier {

  private final ModelZoo zoo;

  /**
   * Takes the folders to search.
   *
   * @param zoo the folders and their catalogue
   */
  public ModelVerifier(ModelZoo zoo) {
    this.zoo = zoo;
  }

  /**
   * The result of checking a model.
   *
   * @param name the model
   * @param ok whether it can be used
   * @param message what it is, or what is wrong and what to do
   */
  public record Verdict(String name, boolean ok, String message) {}

  /**
   * {@return the result of checking a model; every byte of it is read}
   *
   * @param nameOrFile a name of the catalogue or a path
   */
  public Verdict verify(String nameOrFile) {
    try {
      ModelFile model = zoo.find(nameOrFile);
      // Not the cached digest: the disk may have changed under the same size and time.
      Sha256 digest = Sha256.ofFile(model.path());
      Optional<Sha256> expected = model.entry().flatMap(CatalogEntry::sha256);
      if (expected.isPresent() && !expected.get().equals(digest)) {
        throw ConvertedModels.mismatch(model, digest, expected.get());
      }
      String known =
          expected.isPresent()
              ? "SHA-256 correct"
              : "SHA-256 " + digest + " (none published to compare with)";
      return new Verdict(model.name(), true, model.path() + ": " + known + ", " + describe(model));
    } catch (ModelException | CheckpointException e) {
      return new Verdict(nameOrFile, false, e.getMessage());
    } catch (IOException e) {
      return new Verdict(nameOrFile, false, "cannot read it: " + e.getMessage());
    }
  }

  private static String describe(ModelFile model) {
    try (StateDict weights = CheckpointReader.open(model.path(), Optional.empty())) {
      NetworkDescription network =
          Converter.describe(weights, Converter.usualVariant(weights).form());
      for (TensorSource tensor : weights.tensors().values()) {
        if (tensor.dtype().isFloat()) {
          tensor.floats();
        } else {
          tensor.longs();
        }
      }
      String size = network.size() == 0 ? "" : " for " + network.size() + " pixels";
      return Wording.format(
          "%s%s, %,d values", network.architecture().title(), size, network.parameters());
    }
  }
}
