package io.gpen.paste;

import io.gpen.face.SimilarityTransform;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Where the pixels of one part of a photo lie in a crop, in the fixed-point form of OpenCV's {@code
 * remap} and rounded as its {@code warpAffine} rounds: warping any part of the photo gives the very
 * pixels that warping all of it would give there. (A {@code warpAffine} with the shift moved into
 * its matrix rounds differently.) Owns native memory: close it.
 */
final class WarpMap implements AutoCloseable {

  /** Fractional bits of the positions that warpAffine adds up. */
  private static final int POSITION_BITS = 10;

  /** Fractional bits of the positions that remap interpolates between. */
  private static final int FRACTION_BITS = 5;

  private static final int FRACTIONS = 1 << FRACTION_BITS;

  private final Mat places;
  private final Mat fractions;

  /**
   * Computes the positions.
   *
   * @param toCrop leads from the photo to the crop
   * @param part the part of the photo, in pixels
   */
  WarpMap(SimilarityTransform toCrop, Rect part) {
    int[] acrossX = new int[part.width];
    int[] acrossY = new int[part.width];
    for (int x = 0; x < part.width; x++) {
      acrossX[x] = fixed(toCrop.a() * (part.x + x));
      acrossY[x] = fixed(toCrop.b() * (part.x + x));
    }
    short[] xy = new short[2 * part.width * part.height];
    short[] fraction = new short[part.width * part.height];
    int half = 1 << POSITION_BITS - FRACTION_BITS - 1;
    for (int y = 0, i = 0; y < part.height; y++) {
      int downX = fixed(-toCrop.b() * (part.y + y) + toCrop.tx()) + half;
      int downY = fixed(toCrop.a() * (part.y + y) + toCrop.ty()) + half;
      for (int x = 0; x < part.width; x++, i++) {
        int cropX = downX + acrossX[x] >> POSITION_BITS - FRACTION_BITS;
        int cropY = downY + acrossY[x] >> POSITION_BITS - FRACTION_BITS;
        xy[2 * i] = saturated(cropX >> FRACTION_BITS);
        xy[2 * i + 1] = saturated(cropY >> FRACTION_BITS);
        fraction[i] = (short) ((cropY & FRACTIONS - 1) * FRACTIONS + (cropX & FRACTIONS - 1));
      }
    }
    places = new Mat(part.height, part.width, CvType.CV_16SC2);
    fractions = new Mat(part.height, part.width, CvType.CV_16UC1);
    places.put(0, 0, xy);
    fractions.put(0, 0, fraction);
  }

  /**
   * Warps a picture of the crop's size onto the part; what lies outside the crop becomes 0.
   *
   * @param picture the crop or its mask, not changed
   * @param warped receives the result
   */
  void warp(Mat picture, Mat warped) {
    Imgproc.remap(
        picture,
        warped,
        places,
        fractions,
        Imgproc.INTER_LINEAR,
        Core.BORDER_CONSTANT,
        Scalar.all(0));
  }

  private static int fixed(double place) {
    double value = Math.rint(place * (1 << POSITION_BITS));
    return (int) value;
  }

  private static short saturated(int place) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, place));
  }

  @Override
  public void close() {
    places.release();
    fractions.release();
  }
}
