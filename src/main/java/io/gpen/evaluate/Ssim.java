package io.gpen.evaluate;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * The structural similarity of Wang, Bovik, Sheikh and Simoncelli, "Image Quality Assessment: From
 * Error Visibility to Structural Similarity" (2004): 1 for identical images, 0 for unrelated ones.
 * As in BasicSR's {@code psnr_ssim.py}: Gaussian windows that lie inside the image, population
 * variances, the mean over windows and channels, all in float64.
 */
final class Ssim {

  /** The side of a window in pixels; smaller images cannot be measured. */
  static final int WINDOW = 11;

  private static final double SIGMA = 1.5;
  private static final double C1 = square(0.01 * 255);
  private static final double C2 = square(0.03 * 255);

  /** Rows of windows at a time, so that memory does not grow with the image. */
  private static final int BAND = 64;

  private Ssim() {}

  /**
   * {@return the similarity}
   *
   * @param first values from 0 to 255 in any depth, any number of channels, at least 11 x 11 pixels
   * @param second the same size and type
   */
  static double between(Mat first, Mat second) {
    int windows = first.rows() - WINDOW + 1;
    double sum = 0;
    Mat gaussian = Imgproc.getGaussianKernel(WINDOW, SIGMA, CvType.CV_64F);
    try {
      for (int top = 0; top < windows; top += BAND) {
        int bottom = Math.min(windows, top + BAND) + WINDOW - 1;
        Mat a = first.rowRange(top, bottom);
        Mat b = second.rowRange(top, bottom);
        sum += sum(a, b, gaussian);
        a.release();
        b.release();
      }
    } finally {
      gaussian.release();
    }
    return sum / ((double) windows * (first.cols() - WINDOW + 1) * first.channels());
  }

  private static double sum(Mat first, Mat second, Mat gaussian) {
    Mat a = new Mat();
    Mat b = new Mat();
    Mat product = new Mat();
    try {
      first.convertTo(a, CvType.CV_64F);
      second.convertTo(b, CvType.CV_64F);
      double[] meanA = means(a, gaussian);
      double[] meanB = means(b, gaussian);
      Core.multiply(a, a, product);
      double[] meanAa = means(product, gaussian);
      Core.multiply(b, b, product);
      double[] meanBb = means(product, gaussian);
      Core.multiply(a, b, product);
      double[] meanAb = means(product, gaussian);
      double sum = 0;
      for (int i = 0; i < meanA.length; i++) {
        sum += similarity(meanA[i], meanB[i], meanAa[i], meanBb[i], meanAb[i]);
      }
      return sum;
    } finally {
      a.release();
      b.release();
      product.release();
    }
  }

  private static double similarity(double a, double b, double aa, double bb, double ab) {
    double luminance = (2 * a * b + C1) / (a * a + b * b + C1);
    double structure = (2 * (ab - a * b) + C2) / (aa - a * a + bb - b * b + C2);
    return luminance * structure;
  }

  /** {@return the weighted means of the windows that lie inside} */
  private static double[] means(Mat values, Mat gaussian) {
    Mat filtered = new Mat();
    try {
      Imgproc.sepFilter2D(values, filtered, -1, gaussian, gaussian);
      int border = WINDOW / 2;
      Rect inside =
          new Rect(border, border, values.cols() - 2 * border, values.rows() - 2 * border);
      double[] means = new double[inside.width * inside.height * values.channels()];
      Mat part = filtered.submat(inside);
      part.get(0, 0, means);
      part.release();
      return means;
    } finally {
      filtered.release();
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
