package io.gpen.paste;

import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** A mask from which shares are interpolated; 0 outside it. */
final class MaskShares {

  private static final int FRACTIONS = 1 << WarpMap.FRACTION_BITS;

  private static final float UNIT = 1f / (FRACTIONS * FRACTIONS);

  private final Rect area;
  private final float[] shares;

  /** First row and column of the inner square in which the mask is the same everywhere. */
  private int innerFrom;

  /** Rows of that square. */
  private int inner;

  /** What is interpolated there, which by rounding differs a little between fractions. */
  private final float[] innerShares = new float[FRACTIONS * FRACTIONS];

  private MaskShares(Mat mask, Rect area) {
    this.area = area;
    this.shares = new float[area.width * area.height];
    Rect there = Tile.intersection(area, new Rect(0, 0, mask.cols(), mask.rows()));
    if (there.empty()) {
      return;
    }
    Mat part = mask.submat(there);
    float[] row = new float[there.width];
    for (int y = 0; y < there.height; y++) {
      part.get(y, 0, row);
      System.arraycopy(row, 0, shares, index(there.x, there.y + y), row.length);
    }
    part.release();
  }

  /**
   * {@return the shares of a mask; where it is flat, interpolation is skipped}
   *
   * @param mask one float channel, square
   */
  static MaskShares of(Mat mask) {
    MaskShares all = new MaskShares(mask, new Rect(-1, -1, mask.cols() + 2, mask.rows() + 2));
    all.findInner(mask.cols());
    return all;
  }

  private void findInner(int size) {
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
    return (y - area.y) * area.width + x - area.x;
  }

  /**
   * {@return the share at a position, 0 outside of the area}
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
    if (column < area.x
        || column >= area.x + area.width - 1
        || row < area.y
        || row >= area.y + area.height - 1) {
      return 0;
    }
    return interpolated(column, row, right, down);
  }

  private float interpolated(int column, int row, int right, int down) {
    int i = index(column, row);
    int left = FRACTIONS - right;
    int up = FRACTIONS - down;
    return shares[i] * (left * up * UNIT)
        + shares[i + 1] * (right * up * UNIT)
        + shares[i + area.width] * (left * down * UNIT)
        + shares[i + area.width + 1] * (right * down * UNIT);
  }
}
