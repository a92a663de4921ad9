package io.gpen.finish;

import io.gpen.image.OpenCv;
import java.util.Arrays;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How blurred a face is, measured at its edges. Across an edge of blur s, smoothed further by a
 * Gaussian of standard deviation t, the squared gradient adds up to something proportional to
 * {@code 1 / sqrt(s² + t²)}; two values of t therefore give s. (The ratio of gradients as a measure
 * of blur: Zhuo and Sim, "Defocus map estimation from a single image", 2011.)
 *
 * <p>Grain and compression noise are not sharpness: edges are where the picture still changes after
 * strong smoothing, and what the gradient is where it does not change is subtracted. Scratches are
 * sharp, but lie in few places: the result is the median over the places of the face.
 */
public final class EdgeBlur {

  /** Standard deviations of the smoothing whose gradients are compared, in pixels. */
  private static final double FINE = 1;

  private static final double MIDDLE = 2.5;

  /** The smoothing after which edges are looked for: two box filters. */
  private static final Size COARSE = new Size(11, 11);

  /** The part of the crop with brows, eyes, nose and mouth, in shares of its side. */
  private static final double LEFT = 112.0 / 512;

  private static final double TOP = 150.0 / 512;
  private static final double SIDE = 288.0 / 512;

  /** Share of the pixels that count as edges, and share that shows the noise. */
  private static final double EDGES = 0.15;

  private static final double QUIET = 0.3;

  /** The part is divided into this many places along each axis. */
  private static final int PLACES = 8;

  /** Every so many pixels are looked at to find out which gradients are strong. */
  private static final int STEP = 7;

  /** From this blur on two smoothings can hardly be told apart, in pixels. */
  private static final double MAX = 12;

  static {
    OpenCv.load();
  }

  private final int side;
  private final float[] fine;
  private final float[] middle;
  private final float[] coarse;

  private EdgeBlur(Mat crop) {
    side = Math.max(PLACES, (int) (SIDE * crop.cols()) / PLACES * PLACES);
    Rect part = new Rect((int) (LEFT * crop.cols()), (int) (TOP * crop.cols()), side, side);
    Mat face = crop.submat(part);
    Mat grey = new Mat();
    Mat smooth = new Mat();
    try {
      Imgproc.cvtColor(face, grey, Imgproc.COLOR_BGR2GRAY);
      grey.convertTo(grey, CvType.CV_32F);
      Imgproc.GaussianBlur(grey, smooth, new Size(), FINE);
      fine = gradients(smooth);
      Imgproc.GaussianBlur(grey, smooth, new Size(), MIDDLE);
      middle = gradients(smooth);
      Imgproc.blur(grey, smooth, COARSE);
      Imgproc.blur(smooth, smooth, COARSE);
      coarse = gradients(smooth);
      excludeOutside(grey);
    } finally {
      face.release();
      grey.release();
      smooth.release();
    }
  }

  /**
   * {@return the standard deviation of the blur of a face's edges, in pixels of the crop; less than
   * one for steps from one pixel to the next, infinity if there are no edges}
   *
   * @param crop an aligned face, square 8-bit BGR, not changed
   */
  public static double of(Mat crop) {
    return new EdgeBlur(crop).median();
  }

  /** {@return the squared gradient of each pixel, 0 at the border} */
  private float[] gradients(Mat picture) {
    float[] levels = new float[side * side];
    picture.get(0, 0, levels);
    float[] squares = new float[levels.length];
    for (int y = 1; y < side - 1; y++) {
      for (int i = y * side + 1; i < (y + 1) * side - 1; i++) {
        float across = levels[i + 1] - levels[i - 1];
        float down = levels[i + side] - levels[i - side];
        squares[i] = across * across + down * down;
      }
    }
    return squares;
  }

  /** The edge of the photo, beyond which crops are black, is no edge of the face. */
  private void excludeOutside(Mat grey) {
    Mat inside = new Mat();
    Mat kernel = Imgproc.getStructuringElement(Imgproc.MORPH_RECT, new Size(25, 25));
    try {
      Core.compare(grey, new Scalar(0), inside, Core.CMP_GT);
      if (Core.countNonZero(inside) == side * side) {
        return;
      }
      Imgproc.erode(inside, inside, kernel);
      byte[] kept = new byte[side * side];
      inside.get(0, 0, kept);
      for (int i = 0; i < kept.length; i++) {
        if (kept[i] == 0) {
          coarse[i] = Float.NaN;
        }
      }
    } finally {
      inside.release();
      kernel.release();
    }
  }

  private double median() {
    float[] sample = sample();
    if (sample.length == 0 || sample[sample.length - 1] == 0) {
      return Double.POSITIVE_INFINITY;
    }
    float quiet = sample[(int) (QUIET * (sample.length - 1))];
    float edge = Math.max(Float.MIN_VALUE, sample[(int) ((1 - EDGES) * (sample.length - 1))]);
    double fineNoise = mean(fine, quiet);
    double middleNoise = mean(middle, quiet);
    double[] blurs = new double[PLACES * PLACES];
    int[] weights = new int[blurs.length];
    for (int place = 0; place < blurs.length; place++) {
      measure(place, edge, fineNoise, middleNoise, blurs, weights);
    }
    return weightedMedian(blurs, weights);
  }

  /** {@return some of the coarse gradients, in ascending order} */
  private float[] sample() {
    float[] sample = new float[side * side / STEP + 1];
    int count = 0;
    for (int i = 0; i < coarse.length; i += STEP) {
      if (!Float.isNaN(coarse[i])) {
        sample[count++] = coarse[i];
      }
    }
    Arrays.sort(sample, 0, count);
    return Arrays.copyOf(sample, count);
  }

  private double mean(float[] gradients, float quiet) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < gradients.length; i++) {
      if (coarse[i] <= quiet) {
        sum += gradients[i];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private void measure(
      int place, float edge, double fineNoise, double middleNoise, double[] blurs, int[] weights) {
    int length = side / PLACES;
    int first = place / PLACES * length * side + place % PLACES * length;
    double fineSum = 0;
    double middleSum = 0;
    int count = 0;
    for (int y = 0; y < length; y++) {
      for (int i = first + y * side; i < first + y * side + length; i++) {
        if (coarse[i] >= edge) {
          fineSum += fine[i] - fineNoise;
          middleSum += middle[i] - middleNoise;
          count++;
        }
      }
    }
    if (middleSum > 0) {
      blurs[place] = blur(fineSum / middleSum);
      weights[place] = count;
    }
  }

  /** {@return the blur of an edge whose squared gradients have some ratio, fine to middle} */
  private static double blur(double ratio) {
    if (ratio <= 1) {
      return MAX;
    }
    double squared = ratio * ratio;
    double square = (MIDDLE * MIDDLE - squared * FINE * FINE) / (squared - 1);
    return Math.min(MAX, Math.sqrt(Math.max(0, square)));
  }

  private static double weightedMedian(double[] blurs, int[] weights) {
    Integer[] order = new Integer[blurs.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(blurs[a], blurs[b]));
    int half = (Arrays.stream(weights).sum() + 1) / 2;
    int sum = 0;
    for (int place : order) {
      sum += weights[place];
      if (half > 0 && sum >= half) {
        return blurs[place];
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
