package io.gpen.files;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Is called after each step of writing a file, so that a test can inspect the disk, or make a step
 * fail, between any two of them.
 */
@FunctionalInterface
public interface FileSteps {

  /** Does nothing. */
  FileSteps NONE = (step, file) -> {};

  /**
   * A step was done.
   *
   * @param step what was done
   * @param file the file that it was done for
   * @throws IOException to end the work as a failure of the next step would
   */
  void reached(String step, Path file) throws IOException;
}
