package io.gpen.degrade;

import org.opencv.core.Mat;

/**
 * A picture and what became of it; owns both.
 *
 * @param clear the picture, mirrored and grey if the degradation says so, 8-bit BGR
 * @param degraded the same degraded, of the same size and type
 */
public record DegradedPair(Mat clear, Mat degraded) implements AutoCloseable {

  @Override
  public void close() {
    clear.release();
    degraded.release();
  }
}
