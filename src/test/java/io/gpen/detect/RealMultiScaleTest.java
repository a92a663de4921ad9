package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Face;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import io.gpen.face.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** The looks with the detector that comes with the project. */
class RealMultiScaleTest {

  private static Networks networks;
  private static RetinaFaceDetector detector;

  @BeforeAll
  static void load() throws IOException {
    networks = new Networks();
    detector = networks.shippedDetector();
  }

  @AfterAll
  static void close() throws IOException {
    detector.close();
    networks.close();
  }

  private static List<Face> faces(Mat photo) {
    return new MultiScaleDetector(detector, DetectionOptions.DEFAULTS).detect(photo).faces();
  }

  private static void assertSame(
      List<Face> expected, List<Face> found, UnaryOperator<Point> toFound, double tolerance) {
    assertEquals(expected.size(), found.size());
    for (Face face : expected) {
      Face there = face.mapped(toFound);
      assertTrue(
          found.stream().anyMatch(f -> apart(there, f) < tolerance),
          () -> there + " is not among " + found);
    }
  }

  private static double apart(Face a, Face b) {
    double apart = 0;
    for (int i = 0; i < 5; i++) {
      Point p = a.landmarks().points().get(i);
      apart = Math.max(apart, p.distance(b.landmarks().points().get(i)));
    }
    return apart;
  }

  /** More pictures than go through the network together; some have no face. */
  @Test
  void picturesAreSeenTogetherAsAlone() {
    Mat photo = Pictures.testphoto("solvay-1927.jpg");
    List<Mat> pictures = new ArrayList<>();
    for (int x = 0; x + 128 <= photo.cols(); x += 120) {
      pictures.add(photo.submat(200, 328, x, x + 128).clone());
    }
    List<List<Face>> together = detector.detectAll(pictures, 0.5);
    assertEquals(pictures.size(), together.size());
    for (int i = 0; i < pictures.size(); i++) {
      List<Face> alone = detector.detectWithDuplicates(pictures.get(i), 0.5);
      assertSame(alone, together.get(i), p -> p, 0.01);
    }
    assertTrue(together.stream().mapToInt(List::size).sum() > 10, together.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void aTurnedPhotoHasTheSameFaces(int angle) {
    Mat upright = Pictures.testphoto("curtis-apsaroke-1908.jpg");
    Mat turned = new Mat();
    Core.rotate(upright, turned, angle / 90 - 1);
    int width = upright.cols();
    int height = upright.rows();
    UnaryOperator<Point> turn =
        switch (angle) {
          case 90 -> p -> new Point(height - 1 - p.y(), p.x());
          case 180 -> p -> new Point(width - 1 - p.x(), height - 1 - p.y());
          default -> p -> new Point(p.y(), width - 1 - p.x());
        };
    List<Face> expected = faces(upright);
    assertEquals(2, expected.size());
    assertSame(expected, faces(turned), turn, 3);
  }

  @Test
  void smallFacesThatOneLookMissesAreFound() {
    Mat photo = Pictures.testphoto("greek-immigrants-1905.jpg");
    Mat half = new Mat();
    Imgproc.resize(photo, half, new Size(), 0.7, 0.7, Imgproc.INTER_AREA);
    int once =
        new MultiScaleDetector(detector, DetectionOptions.REFERENCE).detect(half).faces().size();
    int often = faces(half).size();
    assertTrue(often > once && often > 15 && often <= 20, often + " against " + once);
  }

  @Test
  void anEnlargedPhotoHasTheSameFacesInTiles() {
    Mat photo = Pictures.testphoto("greek-immigrants-1905.jpg");
    List<Face> expected = faces(photo);
    assertEquals(20, expected.size());
    Mat large = new Mat();
    Imgproc.resize(photo, large, new Size(), 2.5, 2.5, Imgproc.INTER_CUBIC);
    assertSame(expected, faces(large), p -> new Point(2.5 * p.x(), 2.5 * p.y()), 2.5 * 5);
  }

  @Test
  void aPhotoWithoutFacesHasNone() {
    assertEquals(List.of(), faces(Pictures.testphoto("san-francisco-1851-noface.jpg")));
  }
}
