package io.gpen.paste;

/**
 * How restored crops go into a photo.
 *
 * @param alpha share of the restored face in the result, 0 to 1
 * @param mask what of a restored crop goes into the photo
 * @param grain how many times the photo's own grain restored faces get, 0 to 2
 */
public record PasteOptions(double alpha, Mask mask, double grain) {

  /** The reference's: {@code face_enhancement.py} without a parser. */
  public static final PasteOptions REFERENCE = new PasteOptions(1, Mask.SQUARE, 0);

  /** The values that the command line starts from. */
  public static final PasteOptions DEFAULTS = new PasteOptions(1, Mask.FACE, 1);

  /**
   * {@return these options with another share}
   *
   * @param share share of the restored face in the result, 0 to 1
   */
  public PasteOptions withAlpha(double share) {
    return new PasteOptions(share, mask, grain);
  }

  /**
   * {@return these options with another mask}
   *
   * @param part what of a restored crop goes into the photo
   */
  public PasteOptions withMask(Mask part) {
    return new PasteOptions(alpha, part, grain);
  }

  /**
   * {@return these options with another amount of grain}
   *
   * @param factor how many times the photo's own grain restored faces get, 0 to 2
   */
  public PasteOptions withGrain(double factor) {
    return new PasteOptions(alpha, mask, factor);
  }

  /** Which part of a restored crop goes into the photo. */
  public enum Mask {
    /** The face from the hairline to the chin. */
    FACE,
    /** All but the border: the face with the hair and the background around it. */
    SQUARE,
    /** What a parsing network classifies as the face: skin, hair, neck and what is worn on them. */
    PARSING
  }
}
