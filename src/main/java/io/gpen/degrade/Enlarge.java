package io.gpen.degrade;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Brings a picture back to a size, linearly.
 *
 * @param width in pixels
 * @param height in pixels
 */
record Enlarge(int width, int height) implements Stage {

  @Override
  public Mat apply(Mat picture) {
    Mat enlarged = new Mat();
    Imgproc.resize(picture, enlarged, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
    return enlarged;
  }
}
