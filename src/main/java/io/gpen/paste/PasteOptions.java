package io.gpen.paste;

/**
 * How restored crops go into a photo.
 *
 * @param alpha share of the restored face in the result, 0 to 1
 * @param mask what of a restored crop goes into the photo
 */
public record PasteOptions(double alpha, Mask mask) {

  /** The reference's: {@code face_enhancement.py} without a parser. */
  public static final PasteOptions REFERENCE = new PasteOptions(1, Mask.SQUARE);

  /** The values that the command line starts from. */
  public static final PasteOptions DEFAULTS = REFERENCE;

  /**
   * {@return these options with another share}
   *
   * @param share share of the restored face in the result, 0 to 1
   */
  public PasteOptions withAlpha(double share) {
    return new PasteOptions(share, mask);
  }

  /**
   * {@return these options with another mask}
   *
   * @param part what of a restored crop goes into the photo
   */
  public PasteOptions withMask(Mask part) {
    return new PasteOptions(alpha, part);
  }

  /** Which part of a restored crop goes into the photo. */
  public enum Mask {
    /** All but the border: the face with the hair and the background around it. */
    SQUARE,
    /** What a parsing network classifies as the face: skin, hair, neck and what is worn on them. */
    PARSING
  }
}
