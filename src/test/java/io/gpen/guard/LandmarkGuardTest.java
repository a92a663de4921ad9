package io.gpen.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceTemplate;
import io.gpen.detect.FaceDetector;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class LandmarkGuardTest {

  static {
    OpenCv.load();
  }

  private static final double WIDTH = 200;

  /** A look at which no face is seen. */
  private static final double NONE = Double.NaN;

  /** Sees at each look the face it is told, moved to the right in units of the face's width. */
  private record Detector(Deque<Double> looks) implements FaceDetector {

    @Override
    public List<Face> detect(Mat picture, double minScore) {
      double shift = looks.remove();
      return Double.isNaN(shift) ? List.of() : List.of(face(picture.cols(), shift));
    }

    @Override
    public void close() {}
  }

  /** {@return a face on the template in a crop of 512 pixels that was reduced to a size} */
  private static Face face(int size, double shift) {
    double scale = size / 512.0;
    List<Point> p =
        FaceTemplate.points(512).stream()
            .map(at -> new Point(at.x() + shift * WIDTH + 0.5, at.y() + 0.5))
            .map(at -> new Point(at.x() * scale - 0.5, at.y() * scale - 0.5))
            .toList();
    Landmarks landmarks = new Landmarks(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4));
    return new Face(new FaceBox(0, 0, WIDTH, 1.2 * WIDTH), 0.9, landmarks);
  }

  private static Optional<Objection> check(double... looks) {
    return check(1, looks).get(0);
  }

  private static List<Optional<Objection>> check(int faces, double... looks) {
    Mat crop = Mat.zeros(512, 512, CvType.CV_8UC3);
    AlignedFace face = new AlignedFace(face(512, 0), crop, new SimilarityTransform(1, 0, 0, 0));
    Deque<Double> told = new ArrayDeque<>();
    for (double look : looks) {
      told.add(look);
    }
    List<Optional<Objection>> objections =
        new LandmarkGuard(new Detector(told))
            .check(Collections.nCopies(faces, new FaceGuard.Pair(face, crop)));
    assertTrue(told.isEmpty(), "looked less often");
    return objections;
  }

  @Test
  void aFaceInItsPlaceIsLookedAtOnce() {
    assertEquals(Optional.empty(), check(0.0));
    assertEquals(Optional.empty(), check(0.055));
  }

  @Test
  void aFaceThatMovedIsRefused() {
    Objection objection = check(0.09, 0.0).orElseThrow();
    assertEquals(Rule.CONSISTENCY, objection.rule());
    assertTrue(objection.reason().contains("9 % of its width"), objection.reason());
  }

  @Test
  void aFaceThatTheDetectorSeesThereBeforeAsWellIsNot() {
    assertEquals(Optional.empty(), check(0.09, 0.05));
  }

  @Test
  void aFaceThatIsGoneIsRefused() {
    Objection objection = check(NONE, 0.0).orElseThrow();
    assertEquals(Rule.CONSISTENCY, objection.rule());
    assertEquals("restored it would not look like a face any more", objection.reason());
  }

  @Test
  void aFaceThatWasTooSoftToBeSeenBeforeSaysNothing() {
    assertEquals(Optional.empty(), check(NONE, NONE));
    assertEquals(Optional.empty(), check(0.2, NONE));
  }

  /** Those that moved are looked at again as they were before, in their order. */
  @Test
  void eachOfSeveralFacesIsJudgedByItsOwnLooks() {
    List<Optional<Objection>> objections = check(4, 0.0, 0.2, NONE, 0.1, 0.2, 0.0, 0.0);
    assertEquals(
        List.of(false, false, true, true), objections.stream().map(Optional::isPresent).toList());
  }
}
