package io.gpen.paste;

/**
 * How restored crops go into a photo.
 *
 * @param alpha share of the restored face in the result, 0 to 1
 * @param mask what of a restored crop goes into the photo
 * @param grain how many times the photo's own grain restored faces get, 0 to 2
 * @param keepTone whether lightness and colour of the large scale stay those of the photo
 * @param blend whether the share of each face follows from its sharpness; {@code alpha} is then the
 *     largest
 */
public record PasteOptions(double alpha, Mask mask, double grain, boolean keepTone, boolean blend) {

  /** The reference's: {@code face_enhancement.py} without a parser. */
  public static final PasteOptions REFERENCE = new PasteOptions(1, Mask.SQUARE, 0, false, false);

  /** The values that the command line starts from. */
  public static final PasteOptions DEFAULTS = new PasteOptions(1, Mask.FACE, 1, true, true);

  /**
   * {@return these options with one share for all faces}
   *
   * @param share share of the restored face in the result, 0 to 1
   */
  public PasteOptions withAlpha(double share) {
    return new PasteOptions(share, mask, grain, keepTone, false);
  }

  /**
   * {@return these options with or without shares by sharpness}
   *
   * @param auto whether the share of each face follows from its sharpness
   */
  public PasteOptions withBlend(boolean auto) {
    return new PasteOptions(alpha, mask, grain, keepTone, auto);
  }

  /**
   * {@return these options with another tone}
   *
   * @param keep whether lightness and colour of the large scale stay those of the photo
   */
  public PasteOptions withKeepTone(boolean keep) {
    return new PasteOptions(alpha, mask, grain, keep, blend);
  }

  /**
   * {@return these options with another mask}
   *
   * @param part what of a restored crop goes into the photo
   */
  public PasteOptions withMask(Mask part) {
    return new PasteOptions(alpha, part, grain, keepTone, blend);
  }

  /**
   * {@return these options with another amount of grain}
   *
   * @param factor how many times the photo's own grain restored faces get, 0 to 2
   */
  public PasteOptions withGrain(double factor) {
    return new PasteOptions(alpha, mask, factor, keepTone, blend);
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
