package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.StoredFaces;
import io.gpen.image.OpenCv;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;

class MultiScaleDetectorTest {

  static {
    OpenCv.load();
  }

  /** Sees faces of 30 to 320 pixels well, and larger ones when it must. */
  private static double sharpEyed(double width) {
    return width < 30 ? 0 : width < 48 ? 0.97 : width <= 320 ? 0.99 : 0.6;
  }

  private static Detections detect(DrawnFaces detector, Mat photo, DetectionOptions options) {
    return new MultiScaleDetector(detector, options).detect(photo);
  }

  private static void assertAt(Rect expected, FaceBox box, double tolerance) {
    assertEquals(expected.x, box.x1(), tolerance);
    assertEquals(expected.y, box.y1(), tolerance);
    assertEquals(expected.x + expected.width, box.x2(), tolerance);
    assertEquals(expected.y + expected.height, box.y2(), tolerance);
  }

  @Test
  void theReferencesOptionsAreOneLookAtThePhotoItself() {
    Mat photo = DrawnFaces.picture(2000, 400, new Rect(100, 100, 100, 100));
    DrawnFaces detector = new DrawnFaces(width -> 0.7);
    Detections found = detect(detector, photo, DetectionOptions.REFERENCE.withMinScore(0.6));
    assertEquals(List.of(photo.size()), detector.seen);
    assertEquals(detector.detect(photo, 0.6), found.faces());
    assertEquals(List.of(), found.weaker());
    assertEquals(Detections.NONE, detect(detector, photo, DetectionOptions.REFERENCE));
  }

  @Test
  void aPhotoOfLargeFacesIsLookedAtOnce() {
    DrawnFaces detector = new DrawnFaces(MultiScaleDetectorTest::sharpEyed);
    Rect face = new Rect(200, 150, 120, 120);
    Mat photo = DrawnFaces.picture(800, 600, face);
    Detections found = detect(detector, photo, DetectionOptions.DEFAULTS);
    assertEquals(1, found.faces().size());
    assertAt(face, found.faces().get(0).box(), 0);
    assertEquals(List.of(photo.size()), detector.seen);
  }

  @Test
  void aPhotoWithASmallFaceIsLookedAtTwiceAsLargeAndEachFaceComesOnce() {
    DrawnFaces detector = new DrawnFaces(w -> w < 20 ? 0 : w < 26 ? 0.96 : sharpEyed(w + 10));
    Rect small = new Rect(500, 400, 24, 24);
    Rect smaller = new Rect(700, 80, 16, 16);
    Rect large = new Rect(100, 100, 90, 90);
    Mat photo = DrawnFaces.picture(800, 600, small, smaller, large);
    List<Face> faces = detect(detector, photo, DetectionOptions.DEFAULTS).faces();
    assertTrue(detector.seen.size() > 1, "it was looked at once only");
    assertEquals(3, faces.size(), faces.toString());
    for (Rect expected : List.of(small, smaller, large)) {
      FaceBox box = new FaceBox(expected.x, expected.y, expected.br().x, expected.br().y);
      assertEquals(1, faces.stream().filter(f -> f.box().overlap(box) > 0.8).count());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 0.3})
  void closeUpsDecideAboutADoubtfulFace(double inCloseUp) {
    // Close-ups show the face at 64 and at 128 pixels.
    DoubleUnaryOperator score = width -> width > 50 && width < 140 ? inCloseUp : 0.7;
    DrawnFaces detector = new DrawnFaces(score);
    Rect face = new Rect(300, 200, 200, 200);
    Detections found =
        detect(detector, DrawnFaces.picture(800, 600, face), DetectionOptions.DEFAULTS);
    if (inCloseUp > 0.9) {
      assertEquals(inCloseUp, found.faces().get(0).score(), 1e-9);
      assertAt(face, found.faces().get(0).box(), 4);
    } else {
      assertEquals(Detections.NONE, found);
    }
  }

  @Test
  void whatMayBeAFaceIsReturnedApart() {
    DrawnFaces detector = new DrawnFaces(width -> 0.8);
    Mat photo = DrawnFaces.picture(800, 600, new Rect(300, 200, 100, 100));
    Detections found = detect(detector, photo, DetectionOptions.DEFAULTS);
    assertEquals(List.of(), found.faces());
    assertEquals(1, found.weaker().size());
    assertEquals(1, found.likely().size());
    Detections lower = detect(detector, photo, DetectionOptions.DEFAULTS.withMinScore(0.75));
    assertEquals(1, lower.faces().size());
    assertEquals(List.of(), lower.weaker());
  }

  @ParameterizedTest
  @CsvSource({"0.8, 60, 1", "0.8, 40, 0", "0.7, 60, 0"})
  void aWeakerOneIsLikelyIfItsScoreAndSizeAreNearThoseOfTheFaces(
      double score, int size, int likely) {
    Landmarks points = StoredFaces.of("astronaut-eileen-collins.jpg").get(0).landmarks();
    Face found = new Face(new FaceBox(0, 0, 100, 120), 0.99, points);
    Face larger = new Face(new FaceBox(0, 0, 300, 320), 0.98, points);
    Face weaker = new Face(new FaceBox(200, 0, 200 + size, size), score, points);
    List<Face> all = List.of(weaker);
    assertEquals(likely, new Detections(List.of(found, larger), all).likely().size());
    assertEquals(all, new Detections(List.of(found, larger), all).weaker());
    assertEquals(score > 0.75 ? 1 : 0, new Detections(List.of(), all).likely().size());
  }

  @Test
  void aLargePhotoIsLookedAtInFullSizeInTiles() {
    DrawnFaces detector = new DrawnFaces(MultiScaleDetectorTest::sharpEyed);
    Rect small = new Rect(1260, 700, 60, 60);
    Rect large = new Rect(1900, 300, 400, 400);
    Mat photo = DrawnFaces.picture(3000, 1600, small, large);
    List<Face> faces = detect(detector, photo, DetectionOptions.DEFAULTS).faces();
    assertEquals(2, faces.size(), faces.toString());
    assertEquals(1, faces.stream().filter(f -> Math.abs(f.box().x1() - small.x) < 1).count());
    DetectionOptions off =
        new DetectionOptions(DetectionOptions.DEFAULTS.minScore(), List.of(1.0), false, List.of());
    assertEquals(1, detect(new DrawnFaces(w -> w < 130 ? 0 : 0.99), photo, off).faces().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void facesOfATurnedPhotoComeInItsOwnPixels(int angle) {
    Rect face = new Rect(200, 150, 100, 100);
    Mat upright = DrawnFaces.picture(800, 600, face);
    Mat photo = new Mat();
    // Turned clockwise by the rest of the circle, so that the angle brings it upright.
    Core.rotate(upright, photo, (360 - angle) / 90 - 1);
    DrawnFaces detector = new DrawnFaces(MultiScaleDetectorTest::sharpEyed);
    for (DetectionOptions options :
        List.of(
            DetectionOptions.DEFAULTS,
            DetectionOptions.DEFAULTS.withAngles(List.of(0, angle)),
            DetectionOptions.REFERENCE.withAngles(List.of(angle)))) {
      List<Face> faces = detect(detector, photo, options).faces();
      assertEquals(1, faces.size(), options.toString());
      Face there = new DrawnFaces(w -> 1).detect(upright, 0).get(0);
      assertEquals(there.box().area(), faces.get(0).box().area(), 1);
      Size size = upright.size();
      for (int i = 0; i < 5; i++) {
        var p = there.landmarks().points().get(i);
        var expected =
            switch (angle) {
              case 90 -> new io.gpen.face.Point(p.y(), size.width - 1 - p.x());
              case 180 -> new io.gpen.face.Point(size.width - 1 - p.x(), size.height - 1 - p.y());
              default -> new io.gpen.face.Point(size.height - 1 - p.y(), p.x());
            };
        assertEquals(0, expected.distance(faces.get(0).landmarks().points().get(i)), 0.01);
      }
    }
  }

  @Test
  void anUprightPhotoIsNotTurned() {
    DrawnFaces detector = new DrawnFaces(MultiScaleDetectorTest::sharpEyed);
    Mat photo = DrawnFaces.picture(800, 600, new Rect(200, 150, 100, 100));
    detect(detector, photo, DetectionOptions.DEFAULTS);
    assertTrue(detector.seen.stream().noneMatch(size -> size.width < size.height));
  }

  @Test
  void theLandmarksAreThoseOfTheLookThatShowsTheFaceAtItsBestSize() {
    // The stand-in is wrong by the width of the face unless that is 96 pixels or so.
    Rect face = new Rect(300, 200, 48, 48);
    FaceDetector detector =
        new FaceDetector() {
          private final DrawnFaces drawn = new DrawnFaces(width -> 0.99);

          @Override
          public List<Face> detect(Mat photo, double minScore) {
            return drawn.detect(photo, minScore).stream()
                .map(f -> f.box().width() > 90 ? f : f.moved(3, 0))
                .toList();
          }

          @Override
          public void close() {}
        };
    DetectionOptions both = new DetectionOptions(0.9, List.of(1.0, 2.0), true, List.of(0));
    List<Face> faces =
        new MultiScaleDetector(detector, both).detect(DrawnFaces.picture(800, 600, face)).faces();
    assertEquals(1, faces.size());
    assertAt(face, faces.get(0).box(), 1);
  }
}
