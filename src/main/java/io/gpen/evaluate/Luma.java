package io.gpen.evaluate;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The luma of ITU-R BT.601 in studio range, as BasicSR's {@code bgr2ycbcr} gives it: 16 to 235, not
 * rounded.
 */
final class Luma {

  private static final double BLUE = 24.966 / 255;
  private static final double GREEN = 128.553 / 255;
  private static final double RED = 65.481 / 255;
  private static final double BLACK = 16;

  /** Rows at a time: as float64, three channels are 24 bytes a pixel. */
  private static final int BAND = 256;

  private Luma() {}

  /**
   * {@return the luma, one channel of float64, owned by the caller}
   *
   * @param bgr 8-bit BGR
   */
  static Mat of(Mat bgr) {
    Mat luma = new Mat(bgr.size(), CvType.CV_64FC1);
    Mat weights = new Mat(1, 4, CvType.CV_64FC1);
    Mat colours = new Mat();
    try {
      weights.put(0, 0, BLUE, GREEN, RED, BLACK);
      for (int top = 0; top < bgr.rows(); top += BAND) {
        int bottom = Math.min(bgr.rows(), top + BAND);
        bgr.rowRange(top, bottom).convertTo(colours, CvType.CV_64F);
        Core.transform(colours, luma.rowRange(top, bottom), weights);
      }
    } finally {
      weights.release();
      colours.release();
    }
    return luma;
  }
}
