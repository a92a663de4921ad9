package io.gpen.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/**
 * The natural image quality evaluator of Mittal, Soundararajan and Bovik, "Making a 'Completely
 * Blind' Image Quality Analyzer" (2013): how far the statistics of a picture are from those of
 * pristine photographs, lower is more natural. As BasicSR's {@code niqe.py}, in float64: of the
 * luma rounded to whole levels, in blocks of 96 x 96 pixels, at two scales.
 */
public final class Niqe {

  private static final int BLOCK = 96;
  private static final int WINDOW = 7;
  private static final int FEATURES = 36;
  private static final int SCALES = 2;

  /** What a product of neighbours is taken with: rows down, columns to the right. */
  private static final int[][] SHIFTS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};

  /** MATLAB's bicubic kernel, widened for halving, from the nearest pixel outwards. */
  private static final double[] HALVING = halving();

  private final double[] mean;
  private final double[] covariance;
  private final double[] window;

  private Niqe(double[] mean, double[] covariance, double[] window) {
    this.mean = mean;
    this.covariance = covariance;
    this.window = window;
  }

  /**
   * {@return the measure with the statistics of certain photographs}
   *
   * @param model BasicSR's {@code niqe_pris_params.npz}, or a file of the same arrays
   * @throws IOException if it cannot be read or is no such file
   */
  public static Niqe of(Path model) throws IOException {
    NpzFile arrays = NpzFile.read(model);
    try {
      return new Niqe(
          arrays.get("mu_pris_param", FEATURES),
          arrays.get("cov_pris_param", FEATURES * FEATURES),
          arrays.get("gaussian_window", WINDOW * WINDOW));
    } catch (IOException e) {
      throw new IOException(model + " is no model of NIQE: " + e.getMessage(), e);
    }
  }

  private static double[] halving() {
    double[] weights = new double[4];
    for (int i = 0; i < weights.length; i++) {
      double x = (i + 0.5) / 2;
      weights[i] =
          x <= 1 ? 1.5 * x * x * x - 2.5 * x * x + 1 : -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2;
    }
    double sum = 2 * Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /**
   * {@return the quality of a picture, lower is better; NaN for one of less than two blocks}
   *
   * @param picture 8-bit BGR; not changed
   */
  double of(Mat picture) {
    int rows = picture.rows() / BLOCK;
    int columns = picture.cols() / BLOCK;
    if (rows * columns < 2) {
      return Double.NaN;
    }
    double[][] features = new double[rows * columns][FEATURES];
    Mat luma = Measures.luma(picture);
    Plane plane = Plane.of(luma, columns * BLOCK, rows * BLOCK);
    luma.release();
    for (int scale = 0; scale < SCALES; scale++) {
      Plane normalized = normalized(plane);
      int side = BLOCK >> scale;
      for (int i = 0; i < features.length; i++) {
        describe(
            normalized.block(i % columns * side, i / columns * side, side),
            side,
            features[i],
            scale * FEATURES / SCALES);
      }
      plane = plane.halved();
    }
    return distance(features);
  }

  /** Levels, last index fastest. */
  private record Plane(int width, int height, double[] values) {

    static Plane of(Mat luma, int width, int height) {
      double[] values = new double[width * height];
      Mat whole = luma.submat(0, height, 0, width);
      whole.get(0, 0, values);
      whole.release();
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.rint(values[i]);
      }
      return new Plane(width, height, values);
    }

    double[] block(int left, int top, int side) {
      double[] block = new double[side * side];
      for (int y = 0; y < side; y++) {
        System.arraycopy(values, (top + y) * width + left, block, y * side, side);
      }
      return block;
    }

    Plane halved() {
      return halvedRows().transposed().halvedRows().transposed();
    }

    /** Each row of half the length, mirrored at its ends with its last pixel. */
    private Plane halvedRows() {
      double[] half = new double[width / 2 * height];
      for (int i = 0; i < half.length; i++) {
        int row = i / (width / 2) * width;
        int x = i % (width / 2) * 2;
        for (int tap = 0; tap < HALVING.length; tap++) {
          int left = x - tap < 0 ? tap - x - 1 : x - tap;
          int right = x + 1 + tap < width ? x + 1 + tap : 2 * width - x - 2 - tap;
          half[i] += HALVING[tap] * (values[row + left] + values[row + right]);
        }
      }
      return new Plane(width / 2, height, half);
    }

    private Plane transposed() {
      double[] turned = new double[values.length];
      for (int i = 0; i < turned.length; i++) {
        turned[i % width * height + i / width] = values[i];
      }
      return new Plane(height, width, turned);
    }
  }

  /** {@return the differences from the local mean in local deviations} */
  private Plane normalized(Plane plane) {
    double[] squares = Arrays.stream(plane.values).map(value -> value * value).toArray();
    double[] means = filtered(plane.values, plane);
    double[] meanSquares = filtered(squares, plane);
    double[] normalized = new double[means.length];
    for (int i = 0; i < normalized.length; i++) {
      double deviation = Math.sqrt(Math.abs(meanSquares[i] - means[i] * means[i]));
      normalized[i] = (plane.values[i] - means[i]) / (deviation + 1);
    }
    return new Plane(plane.width, plane.height, normalized);
  }

  private double[] filtered(double[] values, Plane size) {
    Mat levels = new Mat(size.height, size.width, CvType.CV_64F);
    Mat kernel = new Mat(WINDOW, WINDOW, CvType.CV_64F);
    Mat filtered = new Mat();
    levels.put(0, 0, values);
    kernel.put(0, 0, window);
    Imgproc.filter2D(levels, filtered, -1, kernel, new Point(-1, -1), 0, Core.BORDER_REPLICATE);
    double[] result = new double[values.length];
    filtered.get(0, 0, result);
    List.of(levels, kernel, filtered).forEach(Mat::release);
    return result;
  }

  private static void describe(double[] block, int side, double[] features, int from) {
    AsymmetricGaussian fit = AsymmetricGaussian.of(block);
    int at = from;
    features[at++] = fit.shape();
    features[at++] = (fit.left() + fit.right()) / 2;
    for (int[] shift : SHIFTS) {
      double[] products = new double[block.length];
      for (int i = 0; i < products.length; i++) {
        int y = Math.floorMod(i / side - shift[0], side);
        int x = Math.floorMod(i % side - shift[1], side);
        products[i] = block[i] * block[y * side + x];
      }
      AsymmetricGaussian pair = AsymmetricGaussian.of(products);
      features[at++] = pair.shape();
      features[at++] = pair.mean();
      features[at++] = pair.left();
      features[at++] = pair.right();
    }
  }

  /** The distance of the two normal distributions' means, in their mean covariance. */
  private double distance(double[][] features) {
    double[] apart = new double[FEATURES];
    for (int f = 0; f < FEATURES; f++) {
      int feature = f;
      apart[f] =
          mean[f]
              - Arrays.stream(features)
                  .mapToDouble(block -> block[feature])
                  .filter(value -> !Double.isNaN(value))
                  .average()
                  .orElse(Double.NaN);
    }
    double[] shared = covariance(features);
    Mat both = new Mat(FEATURES, FEATURES, CvType.CV_64F);
    Mat values = new Mat();
    Mat vectors = new Mat();
    for (int i = 0; i < shared.length; i++) {
      shared[i] = (shared[i] + covariance[i]) / 2;
    }
    both.put(0, 0, shared);
    Core.eigen(both, values, vectors);
    double sum = 0;
    double smallest = 1e-15 * values.get(0, 0)[0];
    for (int i = 0; i < FEATURES; i++) {
      double projected = 0;
      for (int f = 0; f < FEATURES; f++) {
        projected += vectors.get(i, f)[0] * apart[f];
      }
      double value = values.get(i, 0)[0];
      sum += value > smallest ? projected * projected / value : 0;
    }
    List.of(both, values, vectors).forEach(Mat::release);
    return Math.sqrt(sum);
  }

  /** {@return the covariance of the blocks that have all features} */
  private static double[] covariance(double[][] features) {
    List<double[]> complete = new ArrayList<>();
    for (double[] block : features) {
      if (Arrays.stream(block).noneMatch(Double::isNaN)) {
        complete.add(block);
      }
    }
    double[] covariance = new double[FEATURES * FEATURES];
    double[] means = new double[FEATURES];
    for (double[] block : complete) {
      for (int f = 0; f < FEATURES; f++) {
        means[f] += block[f] / complete.size();
      }
    }
    for (double[] block : complete) {
      for (int i = 0; i < covariance.length; i++) {
        int row = i / FEATURES;
        int column = i % FEATURES;
        covariance[i] +=
            (block[row] - means[row]) * (block[column] - means[column]) / (complete.size() - 1);
      }
    }
    return covariance;
  }
}
