package io.gpen.degrade;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Makes a picture smaller by a factor, without averaging: what lies between the samples is lost.
 *
 * @param factor how many times smaller; sides are rounded down, to no less than one pixel
 */
record Shrink(double factor) implements Stage {

  @Override
  public Mat apply(Mat picture) {
    Mat shrunk = new Mat();
    Size size = new Size(side(picture.cols()), side(picture.rows()));
    Imgproc.resize(picture, shrunk, size, 0, 0, Imgproc.INTER_LINEAR);
    return shrunk;
  }

  /**
   * The largest whole number of factors in a side, by the exact remainder: 256 by 1.6 is 159, as
   * the float64 nearest to 1.6 is above it, though the rounded quotient is 160.
   */
  private int side(int pixels) {
    return (int) Math.max(1, Math.rint((pixels - pixels % factor) / factor));
  }
}
