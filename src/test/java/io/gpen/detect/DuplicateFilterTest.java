package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.image.OpenCv;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class DuplicateFilterTest {

  static {
    OpenCv.load();
  }

  private static final Mat PHOTO = Mat.zeros(1400, 1400, CvType.CV_8UC3);

  /** Sees, at the second look, the boxes it is told, given in pixels of the photo. */
  private static final class SecondLook implements SingleLook {
    private final List<FaceBox> boxes;
    final List<Mat> looks = new ArrayList<>();
    double minScore;

    SecondLook(FaceBox... boxes) {
      this.boxes = List.of(boxes);
    }

    @Override
    public List<Face> detect(Mat photo, double minScore) {
      looks.add(photo.clone());
      this.minScore = minScore;
      // All test pairs have a longer side of 512: half the size, from the window's corner on.
      return boxes.stream()
          .map(b -> face(b.x1() / 2, b.y1() / 2, b.x2() / 2, b.y2() / 2, 0.9))
          .toList();
    }
  }

  private static Face face(double x1, double y1, double x2, double y2, double score) {
    Point p = new Point((x1 + x2) / 2, (y1 + y2) / 2);
    return new Face(new FaceBox(x1, y1, x2, y2), score, new Landmarks(p, p, p, p, p));
  }

  private final Face large = face(100, 100, 500, 612, 0.99);
  private final Face onIt = face(50, 60, 350, 460, 0.95);

  private static List<Face> filter(SecondLook look, Face... faces) {
    return new DuplicateFilter(look).withoutDuplicates(PHOTO, List.of(faces), 0.9);
  }

  @Test
  void aBoxThatTheSecondLookDoesNotSeeIsDropped() {
    SecondLook look = new SecondLook(large.box());
    assertEquals(List.of(large), filter(look, large, onIt));
    assertEquals(1, look.looks.size());
    assertTrue(look.minScore < 0.9 && look.minScore > 0.3);
  }

  @Test
  void theDuplicateMayHaveTheHigherScore() {
    Face surer = face(50, 60, 350, 460, 0.999);
    assertEquals(List.of(large), filter(new SecondLook(large.box()), surer, large));
  }

  @Test
  void aFaceBeforeAnotherIsSeenAgainAndStays() {
    SecondLook look = new SecondLook(onIt.box(), large.box());
    assertEquals(List.of(large, onIt), filter(look, large, onIt));
  }

  @Test
  void oneBoxSeenAgainStandsForOneFaceOnly() {
    // Overlaps both, but more the larger one.
    FaceBox between = new FaceBox(90, 90, 470, 580);
    assertTrue(between.overlap(onIt.box()) > 0.3);
    assertEquals(List.of(large), filter(new SecondLook(between), large, onIt));
  }

  @Test
  void nothingIsDroppedWhenNothingIsSeenAgain() {
    assertEquals(List.of(large, onIt), filter(new SecondLook(), large, onIt));
  }

  @Test
  void facesOfOrdinarySizeAreNeverLookedAtAgain() {
    SecondLook look = new SecondLook();
    Face mother = face(100, 100, 350, 420, 0.99);
    Face child = face(100, 250, 250, 430, 0.95);
    assertEquals(List.of(mother, child), filter(look, mother, child));
    assertEquals(0, look.looks.size());
  }

  @Test
  void largeFacesSideBySideAreNeverLookedAtAgain() {
    SecondLook look = new SecondLook();
    Face neighbour = face(420, 100, 820, 600, 0.95);
    assertEquals(List.of(large, neighbour), filter(look, large, neighbour));
    assertEquals(0, look.looks.size());
  }

  @Test
  void inAShrunkPhotoTheSizeThatTheNetworkSeesCounts() {
    SecondLook look = new SecondLook(large.box());
    Mat wide = Mat.zeros(700, 4000, CvType.CV_8UC3);
    new DuplicateFilter(look).withoutDuplicates(wide, List.of(large, onIt), 0.9);
    assertEquals(0, look.looks.size());
  }
}
