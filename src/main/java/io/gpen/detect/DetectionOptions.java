package io.gpen.detect;

/**
 * How faces are looked for in a photo.
 *
 * @param minScore faces of a lower score are ignored, 0 to 1
 */
public record DetectionOptions(double minScore) {

  /** The reference's: {@code face_detect/retinaface_detection.py}. */
  public static final DetectionOptions REFERENCE = new DetectionOptions(0.9);

  /** The values that the command line starts from. */
  public static final DetectionOptions DEFAULTS = REFERENCE;

  /**
   * {@return these options with another score}
   *
   * @param score faces of a lower score are ignored, 0 to 1
   */
  public DetectionOptions withMinScore(double score) {
    return new DetectionOptions(score);
  }
}
