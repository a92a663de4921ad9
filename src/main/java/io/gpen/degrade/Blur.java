package io.gpen.degrade;

import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/**
 * Blurs a picture; beyond its edges it is mirrored.
 *
 * @param degradation kind, deviations and angle of the blur
 */
record Blur(Degradation degradation) implements Stage {

  private static final Point CENTRE = new Point(-1, -1);

  @Override
  public Mat apply(Mat picture) {
    Mat kernel = BlurKernel.of(degradation);
    try {
      Mat blurred = new Mat();
      Imgproc.filter2D(picture, blurred, -1, kernel, CENTRE, 0, Core.BORDER_REFLECT_101);
      return blurred;
    } finally {
      kernel.release();
    }
  }
}
