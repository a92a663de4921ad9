package io.gpen.paste;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The mask of all crops of one size, from which shares are interpolated. */
final class MaskShares {

  private static final int FRACTIONS = 1 << WarpMap.FRACTION_BITS;

  private static final float UNIT = 1f / (FRACTIONS * FRACTIONS);

  private final int size;

  /** Rows one pixel longer than the mask at either side, one row above and one below, all 0. */
  private final float[] shares;

  /** First row and column of the inner square in which the mask is the same everywhere. */
  private final int innerFrom;

  /** Rows of that square. */
  private final int inner;

  /** What is interpolated there, which by rounding differs a little between fractions. */
  private final float[] innerShares = new float[FRACTIONS * FRACTIONS];

  /**
   * Takes a copy.
   *
   * @param mask one float channel, square
   */
  MaskShares(Mat mask) {
    if (mask.type() != CvType.CV_32FC1) {
      throw new IllegalArgumentException("no mask: " + mask);
    }
    this.size = mask.cols();
    this.shares = new float[(size + 2) * (size + 2)];
    float[] row = new float[size];
    for (int y = 0; y < size; y++) {
      mask.get(y, 0, row);
      System.arraycopy(row, 0, shares, (y + 1) * (size + 2) + 1, size);
    }
    this.innerFrom = innerFrom();
    this.inner = size - 2 * innerFrom - 1;
    for (int i = 0; i < innerShares.length && inner > 0; i++) {
      innerShares[i] = interpolated(innerFrom, innerFrom, i % FRACTIONS, i / FRACTIONS);
    }
  }

  /** {@return the first row and column from which on the mask is that of its middle} */
  private int innerFrom() {
    int from = size / 2;
    while (from > 0 && isInner(from - 1)) {
      from--;
    }
    return from;
  }

  /** {@return whether the mask is that of its middle on the edges of a square about it} */
  private boolean isInner(int from) {
    float middle = share(size / 2, size / 2);
    int to = size - 1 - from;
    for (int i = from; i <= to; i++) {
      if (share(i, from) != middle
          || share(i, to) != middle
          || share(from, i) != middle
          || share(to, i) != middle) {
        return false;
      }
    }
    return true;
  }

  private float share(int x, int y) {
    return shares[(y + 1) * (size + 2) + x + 1];
  }

  /** {@return the side of the mask and its crops in pixels} */
  int size() {
    return size;
  }

  /**
   * {@return the share at a position, 0 outside}
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
    if (column < -1 || column >= size || row < -1 || row >= size) {
      return 0;
    }
    return interpolated(column, row, right, down);
  }

  private float interpolated(int column, int row, int right, int down) {
    int i = (row + 1) * (size + 2) + column + 1;
    int left = FRACTIONS - right;
    int up = FRACTIONS - down;
    return shares[i] * (left * up * UNIT)
        + shares[i + 1] * (right * up * UNIT)
        + shares[i + size + 2] * (left * down * UNIT)
        + shares[i + size + 3] * (right * down * UNIT);
  }
}
