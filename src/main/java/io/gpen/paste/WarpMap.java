package io.gpen.paste;

import io.gpen.face.SimilarityTransform;
import org.opencv.core.Rect;

/**
 * The positions in a crop of the pixels of one part of a photo, in fixed point and rounded as
 * OpenCV's {@code warpAffine} rounds (imgwarp.cpp): warping any part of the photo gives exactly the
 * pixels that warping to the whole photo gives there.
 *
 * <p>Why not OpenCV: {@code warpAffine} to the box of a face, with the shift moved into its matrix,
 * rounds differently and changes pixels. These positions handed to {@code Imgproc.remap} give the
 * same pixels, but with its two maps to fill and the mask to warp everywhere it takes a quarter to
 * a third more processor time than {@link CropPatch} and {@link MaskShares} (12 megapixels with 30
 * faces: 200 ms instead of 150 ms), since those skip what lies outside the mask and the flat middle
 * of the mask.
 *
 * <p>A position is the sum of a term of its column and a term of its row, to be shifted right by
 * {@link #SHIFT}; its lowest {@link #FRACTION_BITS} bits are then the fraction.
 */
final class WarpMap {

  /** Fractional bits of the positions that warpAffine adds up. */
  private static final int POSITION_BITS = 10;

  /** Fractional bits of the positions between which is interpolated. */
  static final int FRACTION_BITS = 5;

  /** From sums to positions. */
  static final int SHIFT = POSITION_BITS - FRACTION_BITS;

  private static final int HALF = 1 << SHIFT - 1;

  private final SimilarityTransform toCrop;
  private final Rect part;
  private final long firstX;
  private final long firstY;
  private final int[] columnsX;
  private final int[] columnsY;

  /**
   * Computes the terms of the columns.
   *
   * @param toCrop maps pixels of the photo to pixels of the crop
   * @param part the part of the photo, in pixels; not empty, and near the crop
   */
  WarpMap(SimilarityTransform toCrop, Rect part) {
    this.toCrop = toCrop;
    this.part = part;
    this.firstX = fixed(toCrop.a() * part.x);
    this.firstY = fixed(toCrop.b() * part.x);
    this.columnsX = new int[part.width];
    this.columnsY = new int[part.width];
    for (int x = 0; x < part.width; x++) {
      columnsX[x] = (int) (fixed(toCrop.a() * (part.x + x)) - firstX);
      columnsY[x] = (int) (fixed(toCrop.b() * (part.x + x)) - firstY);
    }
  }

  /** {@return the term of each column of the part for the position across the crop} */
  int[] columnsX() {
    return columnsX;
  }

  /** {@return the term of each column of the part for the position down the crop} */
  int[] columnsY() {
    return columnsY;
  }

  /** {@return the term of a row of the photo for the position across the crop} */
  int rowX(int y) {
    return (int) (fixed(-toCrop.b() * y + toCrop.tx()) + firstX + HALF);
  }

  /** {@return the term of a row of the photo for the position down the crop} */
  int rowY(int y) {
    return (int) (fixed(toCrop.a() * y + toCrop.ty()) + firstY + HALF);
  }

  /** {@return the pixels of the crop that are interpolated between, inside it or not} */
  Rect reach() {
    int bottom = part.y + part.height - 1;
    int[] x = ends(columnsX, rowX(part.y), rowX(bottom));
    int[] y = ends(columnsY, rowY(part.y), rowY(bottom));
    return new Rect(x[0], y[0], x[1] - x[0] + 2, y[1] - y[0] + 2);
  }

  /** Positions grow or fall steadily along rows and columns, so the corners are the extremes. */
  private static int[] ends(int[] columns, int top, int bottom) {
    int first = columns[0];
    int last = columns[columns.length - 1];
    int low = Math.min(first, last) + Math.min(top, bottom);
    int high = Math.max(first, last) + Math.max(top, bottom);
    return new int[] {low >> POSITION_BITS, high >> POSITION_BITS};
  }

  private static long fixed(double place) {
    return (long) Math.rint(place * (1 << POSITION_BITS));
  }
}
