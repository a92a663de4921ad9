package io.gpen.degrade;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Mirrors a picture, left to right. */
record Flip() implements Stage {

  private static final int LEFT_TO_RIGHT = 1;

  @Override
  public Mat apply(Mat picture) {
    Mat flipped = new Mat();
    Core.flip(picture, flipped, LEFT_TO_RIGHT);
    return flipped;
  }
}
