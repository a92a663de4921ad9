package io.gpen.degrade;

import org.opencv.core.Mat;

/** One step of a degradation. */
@FunctionalInterface
interface Stage {

  /**
   * {@return a new picture, owned by the caller}
   *
   * @param picture BGR, float32, 0 to 1; left as it is
   */
  Mat apply(Mat picture);
}
