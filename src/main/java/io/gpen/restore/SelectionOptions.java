package io.gpen.restore;

/**
 * Which of the faces found in a photo are restored.
 *
 * @param minFace faces whose box has a shorter side under this many photo pixels are ignored
 * @param maxFaces only this many faces, the largest, are restored
 * @param choice which of the faces are restored
 * @param maxShrink a face whose crop is shrunk by more than this is kept as it is; infinity for
 *     never
 */
public record SelectionOptions(double minFace, int maxFaces, FaceChoice choice, double maxShrink) {

  /** Every face, as in the reference. */
  public static final SelectionOptions REFERENCE =
      new SelectionOptions(0, Integer.MAX_VALUE, FaceChoice.ALL, Double.POSITIVE_INFINITY);

  /** The values that the command line starts from. */
  public static final SelectionOptions DEFAULTS = REFERENCE.withMaxShrink(1.5);

  /**
   * {@return these options with another limit of reduction}
   *
   * @param limit how much a crop may be shrunk; infinity for no limit
   */
  public SelectionOptions withMaxShrink(double limit) {
    return new SelectionOptions(minFace, maxFaces, choice, limit);
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
}
