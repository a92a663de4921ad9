package io.gpen.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.face.StoredFaces;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceGeometryTest {

  /** A face from the front in a box of 100 by 120 pixels. */
  private static final Landmarks FRONT = landmarks(30, 40, 70, 40, 50, 65, 35, 90, 65, 90);

  private static Landmarks landmarks(double... xy) {
    return new Landmarks(
        new Point(xy[0], xy[1]),
        new Point(xy[2], xy[3]),
        new Point(xy[4], xy[5]),
        new Point(xy[6], xy[7]),
        new Point(xy[8], xy[9]));
  }

  private static Face face(Landmarks landmarks, double score) {
    return new Face(new FaceBox(0, 0, 100, 120), score, landmarks);
  }

  private static Optional<Objection> check(Landmarks landmarks) {
    Face face = face(landmarks, 0.99);
    return FaceGeometry.check(face, List.of(face));
  }

  private static Face moved(Face face, UnaryOperator<Point> move) {
    Landmarks p = face.landmarks();
    FaceBox box = face.box();
    Point a = move.apply(new Point(box.x1(), box.y1()));
    Point b = move.apply(new Point(box.x2(), box.y2()));
    return new Face(
        new FaceBox(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.max(a.x(), b.x()),
            Math.max(a.y(), b.y())),
        face.score(),
        new Landmarks(
            move.apply(p.leftEye()),
            move.apply(p.rightEye()),
            move.apply(p.nose()),
            move.apply(p.leftMouth()),
            move.apply(p.rightMouth())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "solvay-1927",
        "greek-immigrants-1905",
        "migrant-mother-1936",
        "curtis-apsaroke-1908",
        "mark-twain-1907",
        "congress-john-lewis",
        "astronaut-eileen-collins"
      })
  void facesOfPhotographsAreFacesHoweverTheyAreTurned(String name) {
    List<Face> upright = StoredFaces.of(name + ".jpg");
    List<UnaryOperator<Point>> turns =
        List.of(
            p -> p,
            p -> new Point(-p.y(), p.x()),
            p -> new Point(-p.x(), -p.y()),
            p -> new Point(p.y(), -p.x()));
    for (UnaryOperator<Point> turn : turns) {
      List<Face> faces = upright.stream().map(face -> moved(face, turn)).toList();
      for (Face face : faces) {
        assertEquals(Optional.empty(), FaceGeometry.check(face, faces), face.toString());
      }
    }
  }

  @Test
  void aFaceFromTheFrontIsOne() {
    assertEquals(Optional.empty(), check(FRONT));
  }

  @ParameterizedTest
  @CsvSource({
    "eyes below the mouth, '30 90 70 90 50 65 35 40 65 40'",
    "eyes exchanged, '70 40 30 40 50 65 35 90 65 90'",
    "corners of the mouth exchanged, '30 40 70 40 50 65 65 90 35 90'",
    "eyes too close for the box, '46 40 54 40 50 45 47 50 53 50'",
    "eyes too far apart for the box, '5 40 95 40 50 65 35 110 65 110'",
    "eyes too close for their distance from the mouth, '43 20 57 20 50 65 35 110 65 110'",
    "eyes too far apart for that distance, '15 40 85 40 50 55 35 70 65 70'",
    "nose above the eyes, '30 40 70 40 50 30 35 90 65 90'",
    "nose below the mouth, '30 40 70 40 50 100 35 90 65 90'",
    "nose far beside, '30 40 70 40 85 65 35 90 65 90'",
    "all in one place, '50 50 50 50 50 50 50 50 50 50'"
  })
  void landmarksThatNoFaceHas(String what, String landmarks) {
    double[] xy = List.of(landmarks.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
    Objection objection = check(landmarks(xy)).orElseThrow(() -> new AssertionError(what));
    assertEquals(Rule.GEOMETRY, objection.rule());
    assertEquals("its eyes, nose and mouth are not where a face has them", objection.reason());
  }

  @Test
  void aStrongProfileIsToldFromAHeadThatIsTurnedABit() {
    assertEquals(Optional.empty(), check(landmarks(30, 40, 70, 40, 62, 60, 35, 90, 65, 90)));
    Objection objection = check(landmarks(30, 40, 70, 40, 72, 52, 35, 90, 65, 90)).orElseThrow();
    assertEquals(Rule.GEOMETRY, objection.rule());
    assertTrue(objection.reason().contains("too far to the side"));
  }

  @Test
  void ofTwoFacesThatShareEyesAndMouthTheLessCertainIsNone() {
    Face real = face(FRONT, 0.99);
    Face beside = moved(real, p -> new Point(p.x() + 38, p.y()));
    Face between = new Face(beside.box(), 0.95, beside.landmarks());
    List<Face> both = List.of(real, between);
    assertEquals(Optional.empty(), FaceGeometry.check(real, both));
    Objection objection = FaceGeometry.check(between, both).orElseThrow();
    assertEquals(Rule.GEOMETRY, objection.rule());
    assertTrue(objection.reason().contains("another face"));
  }

  @Test
  void headsThatTouchAreTwoFaces() {
    Face left = face(FRONT, 0.99);
    Face right =
        new Face(left.box(), 0.98, moved(left, p -> new Point(p.x() + 70, p.y())).landmarks());
    List<Face> both = List.of(left, right);
    both.forEach(face -> assertEquals(Optional.empty(), FaceGeometry.check(face, both)));
  }
}
