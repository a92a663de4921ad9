package io.gpen.finish;

import io.gpen.image.OpenCv;
import io.gpen.image.Reduction;
import java.util.Arrays;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Gives a restored crop the lightness and colour that the crop had over the large scale, from about
 * a sixteenth of its side on. A generator drifts there by a few levels, and the face would stand
 * out from its neck as a patch.
 *
 * <p>The difference of the two crops, averaged on a small grid, is smoothed and enlarged again.
 * Where it is far from what it is in most of the crop, the generator has removed a stain, a crack
 * or the blur beside a strong edge. Such places count little, so that neither the damage nor a halo
 * comes back.
 */
public final class LargeScaleTone {

  /** Squares of the grid along each axis. */
  private static final int GRID = 32;

  private static final int CHANNELS = 3;

  /** A difference this far from the median counts half, in levels. */
  private static final double USUAL = 8;

  /** Standard deviation of the smoothing in squares of the grid: a sixteenth of the crop. */
  private static final double SMOOTHING = 2;

  static {
    OpenCv.load();
  }

  private LargeScaleTone() {}

  /**
   * Changes the large scale of a restored crop.
   *
   * @param restored the restored crop, 8-bit BGR; changed in place
   * @param crop the crop before restoration, of the same size and type; not changed
   */
  public static void keep(Mat restored, Mat crop) {
    Mat before = new Mat();
    Mat after = new Mat();
    Mat change = new Mat();
    Mat all = new Mat();
    try {
      Reduction.by(crop, GRID, before);
      Reduction.by(restored, GRID, after);
      Core.subtract(before, after, change, all, CvType.CV_32F);
      smooth(change);
      // Linear interpolation is many times faster, and exact enough from twice the grid on.
      Imgproc.resize(change, change, new Size(2 * GRID, 2 * GRID), 0, 0, Imgproc.INTER_CUBIC);
      Imgproc.resize(change, change, restored.size(), 0, 0, Imgproc.INTER_LINEAR);
      Core.add(restored, change, restored, all, CvType.CV_8U);
    } finally {
      before.release();
      after.release();
      change.release();
      all.release();
    }
  }

  /** Replaces each square of the grid by a weighted mean of those around it. */
  private static void smooth(Mat grid) {
    float[] change = new float[GRID * GRID * CHANNELS];
    grid.get(0, 0, change);
    float[] usual = medians(change);
    float[] weights = new float[GRID * GRID];
    for (int i = 0; i < weights.length; i++) {
      float far = 0;
      for (int c = 0; c < CHANNELS; c++) {
        change[CHANNELS * i + c] -= usual[c];
        far = Math.max(far, Math.abs(change[CHANNELS * i + c]));
      }
      weights[i] = (float) (1 / (1 + Math.pow(far / USUAL, 4)));
      for (int c = 0; c < CHANNELS; c++) {
        change[CHANNELS * i + c] *= weights[i];
      }
    }
    Mat weight = new Mat(GRID, GRID, CvType.CV_32F);
    try {
      grid.put(0, 0, change);
      weight.put(0, 0, weights);
      Imgproc.GaussianBlur(grid, grid, new Size(), SMOOTHING);
      Imgproc.GaussianBlur(weight, weight, new Size(), SMOOTHING);
      grid.get(0, 0, change);
      weight.get(0, 0, weights);
      for (int i = 0; i < change.length; i++) {
        change[i] = usual[i % CHANNELS] + change[i] / weights[i / CHANNELS];
      }
      grid.put(0, 0, change);
    } finally {
      weight.release();
    }
  }

  private static float[] medians(float[] change) {
    float[] medians = new float[CHANNELS];
    float[] values = new float[GRID * GRID];
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = change[CHANNELS * i + c];
      }
      Arrays.sort(values);
      medians[c] = values[values.length / 2];
    }
    return medians;
  }
}
