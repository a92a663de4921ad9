package io.gpen.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.detect.Detections;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.SimilarityTransform;
import io.gpen.restore.PastedPhoto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceRecordTest {

  private static final Face FACE = face(1.26, 0.98765);

  private static Face face(double x, double score) {
    return new Face(new FaceBox(x, 2, 30, 40), score, null);
  }

  private static FaceOutcome restored(Face face, double share) {
    AlignedFace aligned = new AlignedFace(face, null, new SimilarityTransform(1, 0, 0, 0));
    return new FaceOutcome.Restored(
        aligned, null, Optional.empty(), share, List.of("It is in profile."));
  }

  private static List<FaceRecord> records(List<FaceOutcome> faces, List<Face> weaker) {
    List<Face> found = new ArrayList<>(List.of(face(0, 0.999)));
    faces.forEach(face -> found.add(face.face()));
    Detections detections = new Detections(found, weaker);
    return FaceRecord.of(new PastedPhoto(Optional.empty(), faces, detections, false), 0.25);
  }

  @Test
  void everyFaceIsRecordedByItsNumberAmongAllWithWhatWasDone() {
    List<FaceRecord> records =
        records(
            List.of(
                restored(face(2, 0.99), 1),
                restored(FACE, 0.33),
                new FaceOutcome.Kept(face(3, 0.98), 1, Rule.SHARP, "it is sharp already"),
                new FaceOutcome.Failed(face(4, 0.97), 0, "it cannot be aligned")),
            List.of(new Face(new FaceBox(5, 6, 25, 26), 0.8, null), face(9, 0.6)));
    assertEquals(
        List.of(
            Outcome.RESTORED,
            Outcome.RESTORED_LIGHTLY,
            Outcome.KEPT,
            Outcome.FAILED,
            Outcome.BELOW_SCORE),
        records.stream().map(FaceRecord::outcome).toList());
    assertEquals(List.of(2, 3, 4, 5, 6), records.stream().map(FaceRecord::number).toList());
    FaceRecord light = records.get(1);
    assertEquals(List.of(1.3, 2.0, 30.0, 40.0), light.box());
    assertEquals(0.988, light.score());
    assertEquals(0.33, light.share());
    assertEquals(List.of("It is in profile."), light.warnings());
    assertEquals(0.25, light.seconds());
    FaceRecord kept = records.get(2);
    assertEquals(Rule.SHARP, kept.rule());
    assertEquals("it is sharp already", kept.reason());
    assertNull(kept.share());
    assertEquals("it cannot be aligned", records.get(3).reason());
    assertEquals(List.of(5.0, 6.0, 25.0, 26.0), records.get(4).box());
    assertEquals(0.8, records.get(4).score());
  }

  @Test
  void aThirdOfTheRestoredFaceIsNoLongerLightly() {
    assertEquals(
        Outcome.RESTORED, records(List.of(restored(FACE, 1 / 3.0)), List.of()).get(0).outcome());
  }
}
