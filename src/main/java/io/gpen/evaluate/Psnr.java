package io.gpen.evaluate;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/** The peak signal-to-noise ratio, in decibels: more is nearer, infinity is the same. */
public final class Psnr {

  /** The largest value of 8 bits. */
  private static final double PEAK = 255;

  private Psnr() {}

  /**
   * {@return the ratio for an error that is known}
   *
   * @param meanSquaredError the mean over all values of the squared difference
   * @param peak the difference between the largest and the smallest value that there can be
   */
  public static double decibels(double meanSquaredError, double peak) {
    return 10 * Math.log10(peak * peak / meanSquaredError);
  }

  /**
   * {@return the ratio over all pixels and channels}
   *
   * @param first values from 0 to 255 in any depth, any number of channels
   * @param second the same size and type
   */
  static double between(Mat first, Mat second) {
    double values = (double) first.total() * first.channels();
    return decibels(Core.norm(first, second, Core.NORM_L2SQR) / values, PEAK);
  }
}
