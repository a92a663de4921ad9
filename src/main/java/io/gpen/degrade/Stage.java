package io.gpen.degrade;

import org.opencv.core.Mat;

/** One step of a degradation. */
@FunctionalInterface
interface Stage {

  /**
   * {@return a new image, owned by the caller}
   *
   * @param image BGR, float32, 0 to 1; not modified
   */
  Mat apply(Mat image);
}
