package io.gpen.paste;

import java.util.Arrays;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * A part of a crop from which pixels are interpolated. The channels of a pixel stand side by side
 * in one number, far enough apart to be weighted and added together at once. Keeps its memory from
 * one part to the next.
 */
final class CropPatch {

  /** Bits from channel to channel: 8 of the level, 10 of the weight, 3 to spare. */
  private static final int APART = 21;

  private static final int FRACTIONS = 1 << WarpMap.FRACTION_BITS;

  private static final int WEIGHT_BITS = 2 * WarpMap.FRACTION_BITS;

  private static final long HALF = 1L << WEIGHT_BITS - 1;

  /** Half a level in each channel. */
  private static final long ROUNDING = HALF | HALF << APART | HALF << 2 * APART;

  private Rect area = new Rect();
  private long[] pixels = {};
  private byte[] levels = {};

  /**
   * Takes a part of a crop in place of the part before; it is black where it reaches beyond the
   * crop.
   *
   * @param crop 8 bits, 1 or 3 channels
   * @param part the part, in pixels of the crop
   */
  void take(Mat crop, Rect part) {
    area = part;
    int count = area.width * area.height;
    if (pixels.length < count) {
      pixels = new long[count];
    }
    Rect there = Tile.intersection(area, new Rect(0, 0, crop.cols(), crop.rows()));
    if (there.width * there.height < count) {
      Arrays.fill(pixels, 0, count, 0);
    }
    if (!there.empty()) {
      read(crop, there);
      for (int y = 0; y < there.height; y++) {
        int to = (there.y - area.y + y) * area.width + there.x - area.x;
        if (crop.channels() == 3) {
          packRow(levels, 3 * y * there.width, pixels, to, there.width);
        } else {
          copyRow(levels, y * there.width, pixels, to, there.width);
        }
      }
    }
  }

  private void read(Mat crop, Rect there) {
    int bytes = there.width * there.height * crop.channels();
    if (levels.length != bytes) {
      levels = new byte[bytes];
    }
    Mat part = crop.submat(there);
    part.get(0, 0, levels);
    part.release();
  }

  private static void packRow(byte[] levels, int from, long[] pixels, int to, int width) {
    for (int x = 0, at = from; x < width; x++, at += 3) {
      long green = levels[at + 1] & 0xff;
      long red = levels[at + 2] & 0xff;
      pixels[to + x] = levels[at] & 0xff | green << APART | red << 2 * APART;
    }
  }

  private static void copyRow(byte[] levels, int from, long[] pixels, int to, int width) {
    for (int x = 0; x < width; x++) {
      pixels[to + x] = levels[from + x] & 0xff;
    }
  }

  /**
   * {@return the levels at a position, blue in the lowest 8 bits, then green, then red; of grey
   * crops the lowest 8 bits alone}
   *
   * <p>Linear interpolation in fixed point, as OpenCV's {@code remap} does it for 8 bits.
   *
   * @param x position across the crop, with {@link WarpMap#FRACTION_BITS} of fraction
   * @param y position down the crop
   */
  int at(int x, int y) {
    int i =
        ((y >> WarpMap.FRACTION_BITS) - area.y) * area.width
            + (x >> WarpMap.FRACTION_BITS)
            - area.x;
    long right = x & FRACTIONS - 1;
    long down = y & FRACTIONS - 1;
    long left = FRACTIONS - right;
    long up = FRACTIONS - down;
    long sum =
        pixels[i] * (left * up)
            + pixels[i + 1] * (right * up)
            + pixels[i + area.width] * (left * down)
            + pixels[i + area.width + 1] * (right * down)
            + ROUNDING;
    return (int) (sum >>> WEIGHT_BITS) & 0xff
        | (int) (sum >>> APART + WEIGHT_BITS - 8) & 0xff00
        | (int) (sum >>> 2 * APART + WEIGHT_BITS - 16) & 0xff0000;
  }
}
