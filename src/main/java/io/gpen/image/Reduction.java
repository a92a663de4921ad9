package io.gpen.image;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Square pictures with fewer pixels. */
public final class Reduction {

  static {
    OpenCv.load();
  }

  private Reduction() {}

  /**
   * Averages the pixels of a picture. Halving as long as possible is several times faster than a
   * single step, since OpenCV has vectorised that alone, and within a level of it.
   *
   * @param picture square; not changed
   * @param side of the result in pixels
   * @param result receives it
   */
  public static void by(Mat picture, int side, Mat result) {
    Mat from = picture;
    for (int half = picture.cols() / 2; half > side && 2 * half == from.cols(); half /= 2) {
      Imgproc.resize(from, result, new Size(half, half), 0, 0, Imgproc.INTER_AREA);
      from = result;
    }
    Imgproc.resize(from, result, new Size(side, side), 0, 0, Imgproc.INTER_AREA);
  }
}
