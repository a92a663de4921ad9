package io.gpen.paste;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * How much the levels of neighbouring pixels differ in a small square of a photo: grain in a flat
 * part, and something else where there is texture. A slope of the lightness does not count.
 *
 * @param x column of its top left pixel in the photo
 * @param y row of its top left pixel in the photo
 * @param lightness mean luma, 0..255
 * @param near variance of the difference between pixels beside each other, for luma, blue and red;
 *     of a grey picture for luma alone
 * @param far the same for pixels that have one pixel between them
 * @param farthest the same for luma alone and pixels four apart
 * @param directed how much of the luma's variance along the diagonals is due to one direction, 0 to
 *     1: strands and edges have one, grain has none
 */
record GrainPatch(
    int x, int y, double lightness, double[] near, double[] far, double farthest, double directed) {

  /** Side of a patch in pixels. */
  static final int SIDE = 8;

  /** Reads the patches of pictures; keeps its memory from one to the next. */
  static final class Reader {

    private final Mat picture;
    private final double unit;
    private final int channels;
    private byte[] bytes = {};
    private short[] shorts = {};
    private float[][] planes;

    /**
     * Reads from a picture.
     *
     * @param picture 8 or 16 bits, 1 or 3 channels, blue first
     * @param mono whether only the lightness counts
     */
    Reader(Mat picture, boolean mono) {
      this.picture = picture;
      this.unit = picture.depth() == CvType.CV_16U ? PasteConstants.DEEP_LEVELS : 1;
      this.channels = picture.channels();
      this.planes = new float[mono || channels == 1 ? 1 : 3][];
    }

    /** What is done at a patch of the rows that are loaded. */
    private interface Visit {

      /**
       * Measures.
       *
       * @param x column of the patch in the picture
       * @param y row of the patch in the picture
       * @param from its first pixel in the planes
       * @param width of the planes
       */
      void at(int x, int y, int from, int width);
    }

    /**
     * {@return patches that lie evenly spread in a part of the picture}
     *
     * @param area the part
     * @param most how many patches there are at most in a row and in a column
     * @param wanted tells from the middle of a patch whether it is read
     */
    List<GrainPatch> patches(Rect area, int most, BiPredicate<Integer, Integer> wanted) {
      List<GrainPatch> patches = new ArrayList<>();
      visit(area, most, wanted, (x, y, from, width) -> patches.add(patch(x, y, from, width)));
      return patches;
    }

    /**
     * {@return the luma's variance between pixels beside each other, {@link GrainPatch#near}, of
     * the patches that {@link #patches} would return}
     *
     * @param area the part
     * @param most how many patches there are at most in a row and in a column
     * @param wanted tells from the middle of a patch whether it is read
     */
    List<Double> near(Rect area, int most, BiPredicate<Integer, Integer> wanted) {
      List<Double> near = new ArrayList<>();
      visit(area, most, wanted, (x, y, from, width) -> near.add(variances(from, width, 1)[0]));
      return near;
    }

    private void visit(Rect area, int most, BiPredicate<Integer, Integer> wanted, Visit visit) {
      int stepX = Math.max(SIDE / 2, area.width / most);
      int stepY = Math.max(SIDE / 2, area.height / most);
      for (int y = area.y; y + SIDE <= area.y + area.height; y += stepY) {
        boolean loaded = false;
        for (int x = area.x; x + SIDE <= area.x + area.width; x += stepX) {
          if (wanted.test(x + SIDE / 2, y + SIDE / 2)) {
            if (!loaded) {
              load(new Rect(area.x, y, area.width, SIDE));
              loaded = true;
            }
            visit.at(x, y, x - area.x, area.width);
          }
        }
      }
    }

    private void load(Rect band) {
      int count = band.width * band.height;
      Mat part = picture.submat(band);
      if (unit == 1) {
        bytes = bytes.length == count * channels ? bytes : new byte[count * channels];
        part.get(0, 0, bytes);
      } else {
        shorts = shorts.length == count * channels ? shorts : new short[count * channels];
        part.get(0, 0, shorts);
      }
      part.release();
      for (int p = 0; p < planes.length; p++) {
        planes[p] = planes[p] != null && planes[p].length == count ? planes[p] : new float[count];
      }
      for (int i = 0; i < count; i++) {
        float luma = level(i * channels);
        if (channels == 3) {
          float blue = luma;
          float red = level(i * 3 + 2);
          luma = 0.114f * blue + 0.587f * level(i * 3 + 1) + 0.299f * red;
          if (planes.length == 3) {
            planes[1][i] = blue;
            planes[2][i] = red;
          }
        }
        planes[0][i] = luma;
      }
    }

    private float level(int at) {
      return unit == 1 ? bytes[at] & 0xff : (float) ((shorts[at] & 0xffff) / unit);
    }

    private GrainPatch patch(int x, int y, int from, int width) {
      double sum = 0;
      for (int i = 0; i < SIDE * SIDE; i++) {
        sum += planes[0][from + i / SIDE * width + i % SIDE];
      }
      double lightness = sum / (SIDE * SIDE);
      double[] near = variances(from, width, 1);
      double[] far = variances(from, width, 2);
      double farthest = variances(from, width, SIDE / 2)[0];
      return new GrainPatch(x, y, lightness, near, far, farthest, directed(from, width));
    }

    /** For each plane the variance of the difference between pixels that far apart on any axis. */
    private double[] variances(int from, int width, int apart) {
      double[] across = variances(from, width, apart, 0);
      double[] down = variances(from, width, 0, apart);
      double[] both = new double[planes.length];
      Arrays.setAll(both, plane -> (across[plane] + down[plane]) / 2);
      return both;
    }

    /**
     * Of three planes; the only one stands for three. Three sums side by side take hardly longer
     * than one, which waits for each addition.
     */
    private double[] variances(int from, int width, int right, int down) {
      float[] luma = planes[0];
      float[] blue = planes[planes.length / 2];
      float[] red = planes[planes.length - 1];
      int apart = down * width + right;
      double lumaSum = 0;
      double lumaSquares = 0;
      double blueSum = 0;
      double blueSquares = 0;
      double redSum = 0;
      double redSquares = 0;
      for (int y = 0; y < SIDE - down; y++) {
        for (int at = from + y * width; at < from + y * width + SIDE - right; at++) {
          double l = luma[at + apart] - luma[at];
          double b = blue[at + apart] - blue[at];
          double r = red[at + apart] - red[at];
          lumaSum += l;
          lumaSquares += l * l;
          blueSum += b;
          blueSquares += b * b;
          redSum += r;
          redSquares += r * r;
        }
      }
      int count = (SIDE - down) * (SIDE - right);
      return new double[] {
        variance(lumaSum, lumaSquares, count),
        variance(blueSum, blueSquares, count),
        variance(redSum, redSquares, count)
      };
    }

    private static double variance(double sum, double squares, int count) {
      return (squares - sum * sum / count) / (count - 1);
    }

    /** From the structure tensor of the two diagonal differences, which share no pixel. */
    private double directed(int from, int width) {
      float[] levels = planes[0];
      double fall = 0;
      double rise = 0;
      double both = 0;
      for (int y = 0; y < SIDE - 1; y++) {
        for (int x = 0; x < SIDE - 1; x++) {
          int at = from + y * width + x;
          double falling = levels[at + width + 1] - levels[at];
          double rising = levels[at + 1] - levels[at + width];
          fall += falling * falling;
          rise += rising * rising;
          both += falling * rising;
        }
      }
      return fall + rise == 0 ? 0 : Math.hypot(fall - rise, 2 * both) / (fall + rise);
    }
  }
}
