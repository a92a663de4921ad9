package io.gpen.restore;

import io.gpen.face.Face;

/**
 * What became of one face.
 *
 * @param face the face as found
 * @param fate what was done with it
 * @param shrink by how much its crop is smaller than the face in the photo (under 1: enlarged)
 * @param reason why it was not restored, or an empty string
 */
public record FaceResult(Face face, Fate fate, double shrink, String reason) {

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
