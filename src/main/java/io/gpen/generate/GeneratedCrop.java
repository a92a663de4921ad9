package io.gpen.generate;

import org.opencv.core.Mat;

/** What a generator made of one crop. Owns its pixels, if it has any: close it. */
public sealed interface GeneratedCrop extends AutoCloseable {

  @Override
  default void close() {}

  /**
   * A restored crop.
   *
   * @param pixels 8-bit BGR, of the generator's size
   */
  record Restored(Mat pixels) implements GeneratedCrop {
    @Override
    public void close() {
      pixels.release();
    }
  }

  /** The network returned NaN or infinite values, so there is no picture. */
  record NotFinite() implements GeneratedCrop {}
}
