package io.gpen.degrade;

import java.nio.file.Path;

/** What became of one photo. */
public sealed interface CopyOutcome {

  /** {@return what people know the photo by} */
  String name();

  /**
   * Its degraded copy is there.
   *
   * @param name what people know it by
   * @param output the copy
   * @param width of the copy in pixels
   * @param height of the copy in pixels
   * @param degradation the numbers
   * @param isNew whether anything was written; the very same file may have been there already
   */
  record Made(
      String name, Path output, int width, int height, Degradation degradation, boolean isNew)
      implements CopyOutcome {}

  /**
   * There is no copy.
   *
   * @param name what people know it by
   * @param reason what is wrong and what to do, without the name
   */
  record Failed(String name, String reason) implements CopyOutcome {}
}
