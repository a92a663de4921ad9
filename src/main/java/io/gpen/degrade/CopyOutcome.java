package io.gpen.degrade;

import java.nio.file.Path;

/** The outcome of one photo. */
public sealed interface CopyOutcome {

  /** {@return the photo's path inside the input folder} */
  String name();

  /**
   * The degraded copy exists.
   *
   * @param name the photo's path inside the input folder
   * @param output the copy
   * @param width of the copy in pixels
   * @param height of the copy in pixels
   * @param degradation what was done to it
   * @param isNew whether it was written by this run; false if an identical file existed
   */
  record Made(
      String name, Path output, int width, int height, Degradation degradation, boolean isNew)
      implements CopyOutcome {}

  /**
   * No copy was made.
   *
   * @param name the photo's path inside the input folder
   * @param reason what is wrong and what to do, without the name
   */
  record Failed(String name, String reason) implements CopyOutcome {}
}
