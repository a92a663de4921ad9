package io.gpen.paste;

import org.opencv.core.Mat;

/** A square mask from which shares are interpolated; 0 outside it. */
final class MaskShares {

  private static final int FRACTIONS = 1 << WarpMap.FRACTION_BITS;

  private static final float UNIT = 1f / (FRACTIONS * FRACTIONS);

  private final int size;

  /** Row by row, with a border of one pixel of 0 on every side. */
  private final float[] shares;

  /** First row and column of the inner square in which the mask is the same everywhere. */
  private int innerFrom;

  /** The side of that square. */
  private int inner;

  /** The interpolated share there, which rounding makes differ a little between fractions. */
  private final float[] innerShares = new float[FRACTIONS * FRACTIONS];

  /**
   * Copies a mask.
   *
   * @param mask one float channel, square, not changed
   */
  MaskShares(Mat mask) {
    size = mask.cols();
    shares = new float[(size + 2) * (size + 2)];
    float[] row = new float[size];
    for (int y = 0; y < size; y++) {
      mask.get(y, 0, row);
      System.arraycopy(row, 0, shares, index(0, y), size);
    }
    findInner();
  }

  private void findInner() {
    int middle = size / 2;
    innerFrom = middle;
    while (innerFrom > 0 && isFlat(innerFrom - 1, size - innerFrom, share(middle, middle))) {
      innerFrom--;
    }
    inner = size - 2 * innerFrom - 1;
    for (int i = 0; i < innerShares.length && inner > 0; i++) {
      innerShares[i] = interpolated(innerFrom, innerFrom, i % FRACTIONS, i / FRACTIONS);
    }
  }

  /** {@return whether the mask is the same on all edges of a square} */
  private boolean isFlat(int from, int to, float level) {
    for (int i = from; i <= to; i++) {
      if (share(i, from) != level
          || share(i, to) != level
          || share(from, i) != level
          || share(to, i) != level) {
        return false;
      }
    }
    return true;
  }

  private float share(int x, int y) {
    return shares[index(x, y)];
  }

  private int index(int x, int y) {
    return (y + 1) * (size + 2) + x + 1;
  }

  /**
   * {@return the share at a position}
   *
   * <p>Linear interpolation in the order of OpenCV's {@code remap}, so that of two faces the same
   * one has the larger mask.
   *
   * @param x position across the crop, with {@link WarpMap#FRACTION_BITS} of fraction
   * @param y position down the crop
   */
  float at(int x, int y) {
    int column = x >> WarpMap.FRACTION_BITS;
    int row = y >> WarpMap.FRACTION_BITS;
    int right = x & FRACTIONS - 1;
    int down = y & FRACTIONS - 1;
    if (column >= innerFrom
        && column < innerFrom + inner
        && row >= innerFrom
        && row < innerFrom + inner) {
      return innerShares[down * FRACTIONS + right];
    }
    boolean outside = column < -1 || column >= size || row < -1 || row >= size;
    return outside ? 0 : interpolated(column, row, right, down);
  }

  private float interpolated(int column, int row, int right, int down) {
    int i = index(column, row);
    int below = i + size + 2;
    int left = FRACTIONS - right;
    int up = FRACTIONS - down;
    return shares[i] * (left * up * UNIT)
        + shares[i + 1] * (right * up * UNIT)
        + shares[below] * (left * down * UNIT)
        + shares[below + 1] * (right * down * UNIT);
  }
}
