package io.gpen.image;

import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Pixels as a file stored them, not yet turned upright. Owns the native memory unless it was handed
 * on.
 *
 * @param colour grey or BGR, 8 or 16 bits
 * @param alpha opacity of the same size and depth
 * @param convertedToSrgb whether the colours were converted, so that the file's ICC profile no
 *     longer holds
 */
public record Pixels(Mat colour, Optional<Mat> alpha, boolean convertedToSrgb)
    implements AutoCloseable {

  /**
   * Holds opaque pixels.
   *
   * @param colour grey or BGR, taken over
   */
  public Pixels(Mat colour) {
    this(colour, Optional.empty(), false);
  }

  @Override
  public void close() {
    colour.release();
    alpha.ifPresent(Mat::release);
  }
}
