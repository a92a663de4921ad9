package io.gpen.restore;

/**
 * What decides about the pixels of a restored photo.
 *
 * @param minScore faces of a lower score are ignored, 0 to 1
 * @param minFace faces whose box has a shorter side under this many photo pixels are ignored
 * @param maxFaces only this many faces, the largest, are restored
 * @param choice which of the faces are restored
 * @param maxShrink a face whose crop is shrunk by more than this is kept as it is; infinity for
 *     never
 * @param alpha share of the restored face in the result, 0 to 1
 * @param mono whether the photo is taken as monochrome
 * @param aligned whether the whole photo is one aligned face crop
 * @param mask what of a restored crop goes into the photo
 */
public record RestoreOptions(
    double minScore,
    double minFace,
    int maxFaces,
    FaceChoice choice,
    double maxShrink,
    double alpha,
    Mono mono,
    boolean aligned,
    Mask mask) {

  /** The values that the command line starts from. */
  public static final RestoreOptions DEFAULTS =
      new RestoreOptions(
          0.9, 0, Integer.MAX_VALUE, FaceChoice.ALL, 1.5, 1, Mono.AUTO, false, Mask.SQUARE);

  /** {@return whether a face parser is needed} */
  public boolean parses() {
    return !aligned && mask == Mask.PARSING;
  }

  /** Which part of a restored crop goes into the photo. */
  public enum Mask {
    /** All but the border: the face with the hair and the background around it. */
    SQUARE,
    /** What a parsing network classifies as the face: skin, hair, neck and what is worn on them. */
    PARSING
  }

  /** Which of the faces found are restored. */
  public enum FaceChoice {
    /** Every face. */
    ALL,
    /** The face of the largest box. */
    LARGEST,
    /** The face nearest to the middle of the photo. */
    CENTRE
  }

  /** Whether only the lightness of a photo may change. */
  public enum Mono {
    /** Grey photos and toned or yellowed prints are taken as monochrome. */
    AUTO,
    /** Every photo is monochrome. */
    ON,
    /** No photo is; the reference's behaviour. */
    OFF
  }
}
