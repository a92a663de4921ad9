package io.gpen.batch;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.restore.PastedPhoto;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of one face of a photo, without its pixels. Components that do not apply are null.
 *
 * @param number its number in the photo, from 1
 * @param box left, top, right and bottom edge in pixels of the upright photo, to a tenth
 * @param score how sure the detector is, 0 to 1, to a thousandth
 * @param outcome what was done
 * @param rule which rule kept it
 * @param reason why it was kept or failed
 * @param share how much of the restored face went into the photo, 0 to 1
 * @param warnings what a person should know about the restored face
 * @param seconds the time of the generator
 */
public record FaceRecord(
    int number,
    List<Double> box,
    double score,
    Outcome outcome,
    Rule rule,
    String reason,
    Double share,
    List<String> warnings,
    Double seconds) {

  /** A face of which less than this comes from the generator was restored lightly. */
  private static final double LIGHT = 1 / 3.0;

  /** What was done with a face. */
  public enum Outcome {
    /** It was restored. */
    RESTORED,
    /** It was restored, with less than a third of the restored face in the result. */
    RESTORED_LIGHTLY,
    /** It was left as it is, as restoring it would not make it better. */
    KEPT,
    /** It could not be restored and was left as it is. */
    FAILED,
    /** It may be a face, but its score is lower than was asked for. */
    BELOW_SCORE
  }

  /**
   * {@return the records of the faces of a photo, in their order, and of what may be faces as well}
   *
   * @param photo what became of them
   * @param seconds the time of the generator for one face
   */
  public static List<FaceRecord> of(PastedPhoto photo, double seconds) {
    List<FaceRecord> records = new ArrayList<>();
    for (FaceOutcome face : photo.faces()) {
      records.add(of(photo.number(face.face()), face, seconds));
    }
    for (Face face : photo.weaker()) {
      records.add(
          new FaceRecord(
              photo.number(face),
              box(face),
              rounded(face.score(), 1000),
              Outcome.BELOW_SCORE,
              null,
              null,
              null,
              List.of(),
              null));
    }
    return List.copyOf(records);
  }

  private static FaceRecord of(int number, FaceOutcome face, double seconds) {
    List<Double> box = box(face.face());
    double score = rounded(face.face().score(), 1000);
    if (face instanceof FaceOutcome.Restored restored) {
      Outcome outcome = restored.share() < LIGHT ? Outcome.RESTORED_LIGHTLY : Outcome.RESTORED;
      return new FaceRecord(
          number,
          box,
          score,
          outcome,
          null,
          null,
          rounded(restored.share(), 1000),
          restored.warnings(),
          rounded(seconds, 1000));
    }
    if (face instanceof FaceOutcome.Kept kept) {
      return new FaceRecord(
          number, box, score, Outcome.KEPT, kept.rule(), kept.reason(), null, List.of(), null);
    }
    String reason = ((FaceOutcome.Failed) face).reason();
    return new FaceRecord(number, box, score, Outcome.FAILED, null, reason, null, List.of(), null);
  }

  private static List<Double> box(Face face) {
    FaceBox box = face.box();
    return Stream.of(box.x1(), box.y1(), box.x2(), box.y2()).map(v -> rounded(v, 10)).toList();
  }

  private static double rounded(double value, int fraction) {
    return (double) Math.round(value * fraction) / fraction;
  }

  /** {@return whether everything is there that every face has; a manifest may be damaged} */
  public boolean isWhole() {
    return box != null && box.size() == 4 && outcome != null && warnings != null;
  }

  /** {@return whether it was restored, lightly or not} */
  public boolean isRestored() {
    return outcome == Outcome.RESTORED || outcome == Outcome.RESTORED_LIGHTLY;
  }

  /**
   * {@return how many of some faces have an outcome}
   *
   * @param faces the faces
   * @param outcome the outcome
   */
  public static int count(List<FaceRecord> faces, Outcome outcome) {
    return (int) faces.stream().filter(face -> face.outcome() == outcome).count();
  }

  /**
   * {@return the bounds in pixels of the upright photo}
   *
   * @throws IllegalArgumentException if the numbers are none
   */
  public FaceBox bounds() {
    return new FaceBox(box.get(0), box.get(1), box.get(2), box.get(3));
  }
}
