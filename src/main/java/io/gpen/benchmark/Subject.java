package io.gpen.benchmark;

import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.text.Wording;
import io.gpen.torchscript.GpenLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The generator that is timed.
 *
 * @param name what results call it
 * @param weights opens its weights
 */
public record Subject(String name, Weights weights) {

  /** Opens the weights of a generator. */
  @FunctionalInterface
  public interface Weights {
    /** {@return the weights, which the caller closes} */
    StateDict open();
  }

  /**
   * {@return a generator of a published size with random weights}
   *
   * @param size the side of its images in pixels
   */
  public static Subject untrained(int size) {
    GpenLayout layout = GpenLayout.published(size);
    return new Subject(Wording.format("GPEN-%d, untrained", size), () -> SeededWeights.of(layout));
  }

  /**
   * {@return a model}
   *
   * @param name what results call it
   * @param file its weights
   * @param key which of several state dicts in the file
   */
  public static Subject model(String name, Path file, Optional<String> key) {
    return new Subject(name, () -> CheckpointReader.open(file, key));
  }

  /** {@return its layout} */
  GpenLayout layout() {
    try (StateDict tensors = weights.open()) {
      return GpenLayout.of(tensors);
    }
  }
}
