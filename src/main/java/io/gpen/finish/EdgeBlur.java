package io.gpen.finish;

import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
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

  /** Gradients are taken at every second pixel of each axis. */
  private static final int SPACING = 2;

  /** One in so many gradients is looked at to find out which are strong. */
  private static final int STEP = 5;

  /** How far smoothing and gradients reach, in pixels. */
  private static final int REACH = 12;

  /** From this blur on two smoothings can hardly be told apart, in pixels. */
  private static final double MAX = 12;

  static {
    OpenCv.load();
  }

  private final int side;
  private final float[] fine;
  private final float[] middle;
  private final float[] coarse;

  private EdgeBlur(Mat crop, SimilarityTransform toCrop, int width, int height) {
    side = Math.max(1, (int) (SIDE * crop.cols()) / (SPACING * PLACES)) * PLACES;
    int left = (int) (LEFT * crop.cols());
    int top = (int) (TOP * crop.cols());
    // Gradients need a pixel on each side.
    Mat face = crop.submat(new Rect(left - 1, top - 1, SPACING * side + 1, SPACING * side + 1));
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
    } finally {
      face.release();
      grey.release();
      smooth.release();
    }
    excludeOutside(left, top, toCrop.inverse(), REACH / toCrop.scale(), width, height);
  }

  /**
   * {@return the standard deviation of the blur of a face's edges, in pixels of the crop; less than
   * one for steps from one pixel to the next, infinity if there are no edges}
   *
   * @param crop an aligned face, square 8-bit BGR, not changed
   * @param toCrop maps pixels of the photo to pixels of the crop; what lies outside the photo does
   *     not count
   * @param width of the photo in pixels
   * @param height of the photo in pixels
   */
  public static double of(Mat crop, SimilarityTransform toCrop, int width, int height) {
    return new EdgeBlur(crop, toCrop, width, height).median();
  }

  /** {@return the squared gradients} */
  private float[] gradients(Mat picture) {
    int row = picture.cols();
    float[] levels = new float[row * row];
    picture.get(0, 0, levels);
    float[] squares = new float[side * side];
    for (int i = 0; i < squares.length; i++) {
      int at = (1 + SPACING * (i / side)) * row + 1 + SPACING * (i % side);
      float across = levels[at + 1] - levels[at - 1];
      float down = levels[at + row] - levels[at - row];
      squares[i] = across * across + down * down;
    }
    return squares;
  }

  /** The edge of the photo, beyond which crops are black, is no edge of the face. */
  private void excludeOutside(
      int left, int top, SimilarityTransform toPhoto, double margin, int width, int height) {
    for (int i = 0; i < coarse.length; i++) {
      Point p = toPhoto.apply(new Point(left + SPACING * (i % side), top + SPACING * (i / side)));
      if (Math.min(p.x(), width - 1 - p.x()) < margin
          || Math.min(p.y(), height - 1 - p.y()) < margin) {
        coarse[i] = Float.NaN;
      }
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
