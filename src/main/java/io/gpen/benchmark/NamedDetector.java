package io.gpen.benchmark;

import io.gpen.checkpoint.CheckpointReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A detector that is ready to be loaded.
 *
 * @param name what results call it
 * @param archive what is loaded
 * @param weights opens the weights that the archive was made of
 */
public record NamedDetector(String name, Path archive, Subject.Weights weights) {

  /**
   * {@return a detector}
   *
   * @param name what results call it
   * @param archive what is loaded
   * @param file the weights that the archive was made of
   */
  public static NamedDetector of(String name, Path archive, Path file) {
    return new NamedDetector(name, archive, () -> CheckpointReader.open(file, Optional.empty()));
  }
}
