package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import io.gpen.face.Point;
import io.gpen.face.StoredFaces;
import io.gpen.face.StoredFaces.StoredPhoto;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** The detector with real weights against what the reference finds with them. */
class RealDetectorTest {

  private static Networks networks;
  private static RetinaFaceDetector detector;

  @BeforeAll
  static void load() throws IOException {
    networks = new Networks();
    detector = networks.officialDetector();
  }

  @AfterAll
  static void close() throws IOException {
    if (detector != null) {
      detector.close();
    }
    networks.close();
  }

  static List<StoredPhoto> photosAt09() {
    return StoredFaces.detections("at0.9");
  }

  static List<StoredPhoto> photosAt06() {
    return StoredFaces.detections("at0.6");
  }

  @ParameterizedTest
  @MethodSource("photosAt09")
  void facesAt09LieWithinATwentiethOfAPixelOfTheReferences(StoredPhoto stored) {
    compare(stored, 0.9);
  }

  @ParameterizedTest
  @MethodSource("photosAt06")
  void facesAt06LieWithinATwentiethOfAPixelOfTheReferences(StoredPhoto stored) {
    compare(stored, 0.6);
  }

  private static void compare(StoredPhoto stored, double minScore) {
    Mat photo = picture(stored);
    List<Face> found = detector.detect(photo, minScore);
    assertEquals(stored.faces().size(), found.size(), stored.name());
    double longSide = Math.max(stored.width(), stored.height());
    // The reference divides the scores of a shrunk photo by the factor, too.
    double scoreScale = longSide > 1500 ? 1000 / longSide : 1;
    double apart = 0;
    double scores = 0;
    for (int i = 0; i < found.size(); i++) {
      Face own = found.get(i);
      Face reference = stored.faces().get(i);
      apart = Math.max(apart, apart(own.box(), reference.box()));
      for (int p = 0; p < 5; p++) {
        Point point = own.landmarks().points().get(p);
        apart = Math.max(apart, point.distance(reference.landmarks().points().get(p)));
      }
      scores = Math.max(scores, Math.abs(own.score() - reference.score() * scoreScale));
    }
    System.out.printf(
        "detection at %.1f in %s: %d faces, %.2g px, scores %.2g%n",
        minScore, stored.name(), found.size(), apart, scores);
    assertTrue(apart < 0.05, "boxes or landmarks " + apart + " px apart");
    assertTrue(scores < 2e-5, "scores " + scores + " apart");
  }

  private static Mat picture(StoredPhoto stored) {
    String name = stored.name();
    Mat photo =
        name.startsWith("testphoto/")
            ? Pictures.testphoto(name.substring("testphoto/".length()))
            : Pictures.bgr(Shared.file(name));
    Size size = new Size(stored.width(), stored.height());
    if (!photo.size().equals(size)) {
      Imgproc.resize(photo, photo, size, 0, 0, Imgproc.INTER_LINEAR);
    }
    return photo;
  }

  private static double apart(FaceBox a, FaceBox b) {
    return Math.max(
        Math.max(Math.abs(a.x1() - b.x1()), Math.abs(a.y1() - b.y1())),
        Math.max(Math.abs(a.x2() - b.x2()), Math.abs(a.y2() - b.y2())));
  }

  @ParameterizedTest
  @CsvSource({
    "solvay-1927, 29",
    "greek-immigrants-1905, 20",
    "migrant-mother-1936, 2",
    "curtis-apsaroke-1908, 2",
    "mark-twain-1907, 1",
    "congress-john-lewis, 1",
    "astronaut-eileen-collins, 1",
    "san-francisco-1851-noface, 0"
  })
  void everyFaceOfTheTestPhotographsComesOnce(String name, int faces) {
    assertEquals(faces, detector.detect(Pictures.testphoto(name + ".jpg"), 0.9).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000", "00001", "00002", "00003", "00004"})
  void veryLargeFacesComeOnce(String name) {
    Mat portrait = Pictures.bgr(Shared.file("photos/ffhq/" + name + ".png"));
    assertEquals(1, detector.detect(portrait, 0.6).size(), name + " at score 0.6");
    for (int side : new int[] {1024, 1100, 1500}) {
      Mat photo = new Mat();
      Imgproc.resize(portrait, photo, new Size(side, side), 0, 0, Imgproc.INTER_CUBIC);
      assertEquals(1, detector.detect(photo, 0.9).size(), name + " at " + side + " pixels");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 100, 520",
    "0.45, 60, 520",
    "0.45, 380, 560",
    "0.6, 330, 560",
    "0.6, 200, 520",
    "0.6, 200, 420",
    "0.7, 300, 500"
  })
  void aChildsFaceBeforeALargeOneIsNeverRemoved(double size, int x, int y) {
    // A face of 119 x 173 pixels with little around it, scaled to a share of one of 458 x 580.
    Mat child = Pictures.testphoto("curtis-apsaroke-1908.jpg").submat(new Rect(165, 140, 135, 185));
    Mat mother = Pictures.testphoto("congress-john-lewis.jpg");
    Mat pasted = new Mat();
    double scale = size * 580 / 173;
    Imgproc.resize(child, pasted, new Size(), scale, scale, Imgproc.INTER_CUBIC);
    int width = Math.min(pasted.cols(), mother.cols() - x);
    int height = Math.min(pasted.rows(), mother.rows() - y);
    pasted
        .submat(new Rect(0, 0, width, height))
        .copyTo(mother.submat(new Rect(x, y, width, height)));
    assertEquals(2, detector.detect(mother, 0.9).size());
  }

  @Test
  void picturesTooSmallForAnythingHaveNoFaces() {
    for (Size size :
        List.of(
            new Size(1, 1),
            new Size(16, 20),
            new Size(4000, 20),
            new Size(25, 3000),
            new Size(9000, 1))) {
      Mat photo = Mat.zeros(size, org.opencv.core.CvType.CV_8UC3);
      assertEquals(List.of(), detector.detect(photo, 0.9), size.toString());
    }
  }
}
