package io.gpen.restore;

import io.gpen.image.OpenCv;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Tells monochrome photos from colour ones: grey, toned (sepia, selenium), yellowed. In a
 * monochrome photo the colour is a function of the lightness, not always a straight one, as paper
 * and silver each have a tint of their own; in a colour photo things of equal lightness differ in
 * colour.
 *
 * <p>Measured on a reduced picture in CIE Lab: the distance of the chroma (a, b) from the median
 * chroma of its lightness, at the 95th percentile, so that a stamp or a stain does not decide. The
 * picture is so small that the chroma blocks of a strongly compressed JPEG average out. Grey scans
 * measure 0.1, sepia and hand-tinted prints 2-5, those at JPEG quality 15 4-7, an autochrome 10-13,
 * colour portraits 14-55.
 */
public final class Monochrome {

  private static final int LONG_SIDE = 48;
  private static final int LIGHTNESS_BINS = 16;
  private static final double MAX_LIGHTNESS = 100;
  private static final double SHARE = 0.95;
  private static final double MAX_SPREAD = 7;

  private Monochrome() {}

  /**
   * Makes OpenCV compute its tables for the CIE Lab colour space now. It does so in software
   * floating point when they are first needed, which takes a tenth of a second of the first photo.
   */
  public static void computeTables() {
    OpenCv.load();
    Mat pixel = new Mat(1, 1, CvType.CV_32FC3, new Scalar(0, 0, 0));
    try {
      Imgproc.cvtColor(pixel, pixel, Imgproc.COLOR_BGR2Lab);
    } finally {
      pixel.release();
    }
  }

  /**
   * {@return whether a photo is monochrome}
   *
   * @param photo 8-bit BGR, not changed
   */
  static boolean isMonochrome(Mat photo) {
    return chromaSpread(photo) < MAX_SPREAD;
  }

  /**
   * {@return the distance from the colour of their lightness that 95 % of the pixels keep, in units
   * of Lab}
   */
  static double chromaSpread(Mat photo) {
    float[] lab = lab(photo);
    int n = lab.length / 3;
    int[] bins = new int[n];
    for (int i = 0; i < n; i++) {
      double bin = lab[3 * i] / MAX_LIGHTNESS * LIGHTNESS_BINS;
      bins[i] = (int) Math.max(0, Math.min(LIGHTNESS_BINS - 1, bin));
    }
    double[] a = medians(lab, 1, bins);
    double[] b = medians(lab, 2, bins);
    double[] distances = new double[n];
    for (int i = 0; i < n; i++) {
      distances[i] = Math.hypot(lab[3 * i + 1] - a[bins[i]], lab[3 * i + 2] - b[bins[i]]);
    }
    Arrays.sort(distances);
    return distances[(int) (SHARE * (n - 1))];
  }

  private static float[] lab(Mat photo) {
    double scale = Math.min(1, (double) LONG_SIDE / Math.max(photo.rows(), photo.cols()));
    Size size =
        new Size(
            Math.max(1, Math.rint(photo.cols() * scale)),
            Math.max(1, Math.rint(photo.rows() * scale)));
    Mat small = new Mat();
    try {
      Imgproc.resize(photo, small, size, 0, 0, Imgproc.INTER_AREA);
      small.convertTo(small, CvType.CV_32F, 1.0 / 255);
      Imgproc.cvtColor(small, small, Imgproc.COLOR_BGR2Lab);
      float[] lab = new float[(int) small.total() * 3];
      small.get(0, 0, lab);
      return lab;
    } finally {
      small.release();
    }
  }

  private static double[] medians(float[] lab, int channel, int[] bins) {
    float[][] values = new float[LIGHTNESS_BINS][bins.length];
    int[] counts = new int[LIGHTNESS_BINS];
    for (int i = 0; i < bins.length; i++) {
      values[bins[i]][counts[bins[i]]++] = lab[3 * i + channel];
    }
    double[] medians = new double[LIGHTNESS_BINS];
    for (int bin = 0; bin < LIGHTNESS_BINS; bin++) {
      Arrays.sort(values[bin], 0, counts[bin]);
      medians[bin] = values[bin][counts[bin] / 2];
    }
    return medians;
  }
}
