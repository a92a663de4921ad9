package io.gpen.evaluate;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * How near one picture is to another, as BasicSR's {@code psnr_ssim.py} measures it, with no border
 * cut off.
 *
 * @param psnr peak signal-to-noise ratio over the three colours in decibels; infinite if every
 *     pixel is the same
 * @param psnrY the same of the luma (BT.601, not rounded)
 * @param ssim structural similarity, mean of the three colours; 1 if every pixel is the same
 * @param ssimY the same of the luma
 */
public record Measures(double psnr, double psnrY, double ssim, double ssimY) {

  /**
   * Measures two pictures; which is which makes no difference.
   *
   * @param first 8-bit BGR; only read
   * @param second 8-bit BGR of the same size; only read
   * @return the measures
   * @throws IllegalArgumentException if they are not such pictures, of different sizes or smaller
   *     than 11 x 11 pixels
   */
  public static Measures between(Mat first, Mat second) {
    if (first.type() != CvType.CV_8UC3 || second.type() != CvType.CV_8UC3) {
      throw new IllegalArgumentException("only pictures of 8-bit BGR can be measured");
    }
    if (!first.size().equals(second.size())) {
      throw new IllegalArgumentException(
          "the sizes differ: %s and %s pixels".formatted(first.size(), second.size()));
    }
    if (Math.min(first.rows(), first.cols()) < Ssim.WINDOW) {
      throw new IllegalArgumentException(
          "%s pixels are too few: SSIM looks at windows of %d x %d"
              .formatted(first.size(), Ssim.WINDOW, Ssim.WINDOW));
    }
    Mat firstY = Luma.of(first);
    Mat secondY = Luma.of(second);
    try {
      return new Measures(
          Psnr.between(first, second),
          Psnr.between(firstY, secondY),
          Ssim.between(first, second),
          Ssim.between(firstY, secondY));
    } finally {
      firstY.release();
      secondY.release();
    }
  }
}
