package io.gpen.api;

import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;

/**
 * What became of one face of a photo.
 *
 * @param face its box, score and landmarks, in pixels of the upright photo
 * @param outcome what was done with it
 */
public record FaceResult(Face face, Outcome outcome) {

  /** What was done with a face. */
  public sealed interface Outcome {}

  /**
   * It was restored and pasted into the photo.
   *
   * @param share how much of the restored face is in the photo, 0 to 1; the rest is the face as it
   *     was
   */
  public record Restored(double share) implements Outcome {}

  /**
   * Restoring it would not make it better, and it stays as it was.
   *
   * @param reason why, in words
   */
  public record Kept(String reason) implements Outcome {}

  /**
   * It could not be aligned or restored and stays as it was.
   *
   * @param reason what went wrong
   */
  public record Failed(String reason) implements Outcome {}

  static FaceResult of(FaceOutcome face) {
    Outcome outcome;
    if (face instanceof FaceOutcome.Kept kept) {
      outcome = new Kept(kept.reason());
    } else if (face instanceof FaceOutcome.Failed failed) {
      outcome = new Failed(failed.reason());
    } else {
      outcome = new Restored(((FaceOutcome.Restored) face).share());
    }
    return new FaceResult(face.face(), outcome);
  }
}
