package io.gpen.paste;

/**
 * The numbers of pasting back. Reference: GPEN's {@code face_enhancement.py}: the filled square of
 * the first version or the parsing mask of the later one, both with the later, smaller sigma.
 */
final class PasteConstants {

  /** Side of the crop that the mask is defined on; masks of other sizes are resized from it. */
  static final int MASK_SIZE = 512;

  /** First row and column of the filled square. */
  static final int SQUARE_FROM = 26;

  /** Last row and column of the filled square. */
  static final int SQUARE_TO = 486;

  /** Rows and columns at each edge of a parsed mask that are cleared. */
  static final int FACE_BORDER = 26;

  /** Classes of ParseNet that are not the face; all others from 0 to 18 are. */
  private static final int BACKGROUND = 0;

  private static final int HAT = 14;
  private static final int CLOTH = 18;

  /** The number of times a mask is blurred. */
  static final int BLURS = 2;

  /** Side of the Gaussian kernel in pixels. */
  static final int BLUR_KERNEL = 101;

  /** Standard deviation of the Gaussian in pixels; 11 would leave a visible edge of 0.10. */
  static final double BLUR_SIGMA = 4;

  /** Faces whose box has a shorter side under this many photo pixels are softened. */
  static final double SMALL_FACE = 100;

  /** The filter for small faces along one axis, to be divided by 4. */
  static final float[] SMALL_FACE_KERNEL = {0.25f, 0.5f, 0.25f};

  /** Levels of a 16-bit channel for one of an 8-bit channel. */
  static final float DEEP_LEVELS = 257;

  /** With a larger share a face's 8-bit level is the rounded result, whatever the photo's is. */
  static final float WHOLE = 1 - 1f / 1024;

  /**
   * Distance from the photo's edge at which a mask is whole, in units of the crop's side; not in
   * the reference.
   */
  static final double EDGE_FADE = 16.0 / 512;

  /**
   * Crops with so many pixels to one of the photo are first reduced by half, as interpolation skips
   * pixels. Earlier it would only make faces softer than they were: restored crops are smooth.
   */
  static final double MOST_REDUCTION = 6;

  /** Variance that rounding to whole levels adds to the difference of two pixels. */
  static final double ROUNDING = 2.0 / 12;

  private PasteConstants() {}

  /** {@return whether a class of ParseNet belongs to the face; hair, ears and neck do} */
  static boolean isFace(int parsed) {
    return parsed != BACKGROUND && parsed != HAT && parsed != CLOTH;
  }
}
