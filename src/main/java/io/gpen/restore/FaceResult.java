package io.gpen.restore;

import io.gpen.face.Face;
import java.util.Locale;

/**
 * What became of one face.
 *
 * @param face the face as found
 * @param fate what was done with it
 * @param shrink by how much its crop is smaller than the face in the photo (under 1: enlarged; 0 if
 *     it could not be aligned)
 * @param reason why it was not restored, or an empty string
 */
public record FaceResult(Face face, Fate fate, double shrink, String reason) {

  /**
   * {@return RESTORED, or KEPT with the factor as its reason if the crop would be shrunk by more
   * than allowed}
   *
   * @param face the face as found
   * @param shrink by how much its crop is smaller than the face in the photo
   * @param maxShrink by how much it may be smaller; infinity for any
   */
  static FaceResult byShrink(Face face, double shrink, double maxShrink) {
    if (shrink <= maxShrink) {
      return new FaceResult(face, Fate.RESTORED, shrink, "");
    }
    String reason =
        String.format(
            Locale.ROOT,
            "it is finer than the generator: its crop would be shrunk %.2f times, over %.2f",
            shrink,
            maxShrink);
    return new FaceResult(face, Fate.KEPT, shrink, reason);
  }

  /** What was done with a face. */
  public enum Fate {
    /** It was restored and pasted back. */
    RESTORED,
    /** It is finer than the generator's crop and stays as it is. */
    KEPT,
    /** It could not be aligned or restored and stays as it is. */
    SKIPPED
  }
}
