package io.gpen.evaluate;

import io.gpen.text.Wording;
import java.util.Map;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * How close one image is to another, measured as in BasicSR's {@code psnr_ssim.py} without cropping
 * a border.
 *
 * @param psnr peak signal-to-noise ratio of the three colours in decibels; infinite if the images
 *     are identical
 * @param psnrY the same of the luma (BT.601, not rounded)
 * @param ssim structural similarity, mean of the three colours; 1 if the images are identical
 * @param ssimY the same of the luma
 */
public record Measures(double psnr, double psnrY, double ssim, double ssimY) {

  /** The largest value of 8 bits. */
  private static final double PEAK = 255;

  /** BT.601 luma in studio range, 16 to 235, as BasicSR's {@code bgr2ycbcr} computes it. */
  private static final double[] BGR_TO_LUMA = {24.966 / 255, 128.553 / 255, 65.481 / 255, 16};

  /** Rows converted at a time: three channels of float64 take 24 bytes per pixel. */
  private static final int BAND = 256;

  /**
   * Measures two images; their order makes no difference.
   *
   * @param first 8-bit BGR; not modified
   * @param second 8-bit BGR of the same size; not modified
   * @return the measures
   * @throws IllegalArgumentException if an image is not 8-bit BGR, the sizes differ or they are
   *     below 11 x 11 pixels
   */
  public static Measures between(Mat first, Mat second) {
    if (first.type() != CvType.CV_8UC3 || second.type() != CvType.CV_8UC3) {
      throw new IllegalArgumentException("only 8-bit BGR images can be measured");
    }
    if (!first.size().equals(second.size())) {
      throw new IllegalArgumentException(
          Wording.format("the sizes differ: %s and %s pixels", first.size(), second.size()));
    }
    if (Math.min(first.rows(), first.cols()) < Ssim.WINDOW) {
      throw new IllegalArgumentException(
          Wording.format(
              "%s pixels are too few: SSIM needs at least %d x %d",
              first.size(), Ssim.WINDOW, Ssim.WINDOW));
    }
    Mat firstY = luma(first);
    Mat secondY = luma(second);
    try {
      return new Measures(
          psnr(first, second),
          psnr(firstY, secondY),
          Ssim.between(first, second),
          Ssim.between(firstY, secondY));
    } finally {
      firstY.release();
      secondY.release();
    }
  }

  /** {@return the four values by their names} */
  Map<Measure, Double> scores() {
    return Map.of(
        Measure.PSNR, psnr, Measure.PSNR_Y, psnrY, Measure.SSIM, ssim, Measure.SSIM_Y, ssimY);
  }

  /**
   * {@return the peak signal-to-noise ratio of a known error in decibels}
   *
   * @param meanSquaredError the mean of the squared differences of all values
   * @param peak the difference between the largest and the smallest possible value
   */
  public static double psnr(double meanSquaredError, double peak) {
    return 10 * Math.log10(peak * peak / meanSquaredError);
  }

  private static double psnr(Mat first, Mat second) {
    double values = (double) first.total() * first.channels();
    return psnr(Core.norm(first, second, Core.NORM_L2SQR) / values, PEAK);
  }

  /** {@return the luma of 8-bit BGR, one channel of float64, owned by the caller} */
  static Mat luma(Mat bgr) {
    Mat luma = new Mat(bgr.size(), CvType.CV_64FC1);
    Mat weights = new Mat(1, BGR_TO_LUMA.length, CvType.CV_64FC1);
    Mat colours = new Mat();
    try {
      weights.put(0, 0, BGR_TO_LUMA);
      for (int top = 0; top < bgr.rows(); top += BAND) {
        int bottom = Math.min(bgr.rows(), top + BAND);
        Mat rows = bgr.rowRange(top, bottom);
        Mat target = luma.rowRange(top, bottom);
        rows.convertTo(colours, CvType.CV_64F);
        Core.transform(colours, target, weights);
        rows.release();
        target.release();
      }
    } finally {
      weights.release();
      colours.release();
    }
    return luma;
  }
}
