package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome.Restored;
import io.gpen.face.Landmarks;
import io.gpen.face.Pictures;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;

/** The mask of the face alone, and faces beside each other. */
class FaceMaskTest {

  static {
    OpenCv.load();
  }

  private static final int SIZE = 512;
  private static final PasteOptions NO_GRAIN = PasteOptions.DEFAULTS.withGrain(0);

  /** White on the left eye of the template at 512 pixels, and so on, as the reference prints it. */
  private static final double[][] FEATURES = {
    {202, 243}, {309, 242}, {256, 304}, {212, 367}, {301, 366}
  };

  private static SimilarityTransform at(double x, double y, double scale) {
    return new SimilarityTransform(scale, 0, -x * scale, -y * scale);
  }

  private static Restored face(SimilarityTransform toCrop, double level, double share) {
    Point p = new Point(0, 0);
    Face face = new Face(new FaceBox(0, 0, 50, 50), 1, new Landmarks(p, p, p, p, p));
    AlignedFace aligned = new AlignedFace(face, flat(0), toCrop);
    return new Restored(aligned, flat(level), Optional.empty(), share, List.of());
  }

  private static Mat flat(double level) {
    return new Mat(SIZE, SIZE, CvType.CV_8UC3, Scalar.all(level));
  }

  private static Mat paste(int width, int height, List<Restored> faces, OtherFace... others) {
    Mat black = Mat.zeros(new Size(width, height), CvType.CV_8UC3);
    try (Photo photo = Pictures.photo(black)) {
      return new FacePaster(SIZE, NO_GRAIN).paste(photo, faces, List.of(others), false);
    }
  }

  @Test
  void theFaceIsWholeAndClothesAndBackgroundStay() {
    Mat mask = paste(SIZE, SIZE, List.of(face(at(0, 0, 1), 255, 1)));
    for (double[] feature : FEATURES) {
      assertEquals(255, mask.get((int) feature[1], (int) feature[0])[0]);
    }
    // A third of the way from the eyes to the top of the crop is forehead; so is the chin the face.
    assertEquals(255, mask.get(160, 256)[0]);
    assertEquals(255, mask.get(425, 256)[0]);
    // Corners, the shoulders below them, a hat above the forehead, the background beside the ears.
    for (int[] place : new int[][] {{20, 20}, {490, 490}, {80, 440}, {430, 440}, {256, 50}}) {
      assertEquals(0, mask.get(place[1], place[0])[0], "at " + place[0] + ", " + place[1]);
    }
    assertEquals(0, mask.get(272, 90)[0]);
    assertEquals(0, mask.get(272, 422)[0]);
    double square = 461 * 461 * 255.0;
    double share = Core.sumElems(mask).val[0] / square;
    assertTrue(share < 0.6, "share of the square: " + share);
  }

  @Test
  void theMaskFallsSoftly() {
    Mat mask = paste(SIZE, SIZE, List.of(face(at(0, 0, 1), 255, 1)));
    int steepest = 0;
    for (int y = 1; y < SIZE; y++) {
      for (int x = 1; x < SIZE; x++) {
        double level = mask.get(y, x)[0];
        double across = Math.abs(level - mask.get(y, x - 1)[0]);
        double down = Math.abs(level - mask.get(y - 1, x)[0]);
        steepest = (int) Math.max(steepest, Math.max(across, down));
      }
    }
    // Evenly over 40 pixels it would be 6.4 a pixel.
    assertTrue(steepest <= 12, "steepest step " + steepest);
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "0.5, 100", "0, 0"})
  void theShareOfAFaceScalesItsMask(double share, double expected) {
    assertEquals(
        expected, paste(SIZE, SIZE, List.of(face(at(0, 0, 1), 200, share))).get(300, 256)[0], 1);
  }

  /** Two heads side by side, so close that both masks are whole in between. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofTwoFacesTheNearerWinsWithASoftBorder(boolean swapped) {
    Restored left = face(at(0, 0, 1), 100, 1);
    Restored right = face(at(160, 0, 1), 200, 1);
    Mat result = paste(700, SIZE, swapped ? List.of(right, left) : List.of(left, right));
    assertEquals(100, result.get(280, 256)[0], 1);
    assertEquals(200, result.get(280, 416)[0], 1);
    assertEquals(150, result.get(280, 336)[0], 4);
    for (int x = 257; x <= 416; x++) {
      double step = result.get(280, x)[0] - result.get(280, x - 1)[0];
      assertTrue(step >= 0 && step < 12, "at " + x + " by " + step);
    }
  }

  /** Each face counts in its own size: the small one in front is not covered by the large one. */
  @Test
  void aSmallFaceBeforeALargeOneIsNotCovered() {
    Restored large = face(at(0, 0, 1), 100, 1);
    Restored small = face(at(192, 310, 4), 200, 1);
    Mat result = paste(SIZE, SIZE, List.of(large, small));
    assertEquals(200, result.get(310 + 68, 192 + 64)[0], 1);
    assertEquals(100, result.get(250, 256)[0], 1);
  }

  @Test
  void aFaceThatStaysAsItIsIsNotDrawnOver() {
    Restored restored = face(at(0, 0, 1), 200, 1);
    Mat alone = paste(700, SIZE, List.of(restored));
    Mat beside = paste(700, SIZE, List.of(restored), new OtherFace(at(150, 0, 1), true));
    assertEquals(200, alone.get(280, 370)[0], 1);
    assertEquals(0, beside.get(280, 406)[0], 1);
    assertTrue(beside.get(280, 370)[0] < 20, "the neighbour's cheek: " + beside.get(280, 370)[0]);
    assertEquals(200, beside.get(280, 256)[0], 1);
  }

  @Test
  void theSameFaceFoundAgainIsNoNeighbour() {
    List<Restored> faces = List.of(face(at(0, 0, 1), 200, 1));
    assertEquals(
        0,
        Pictures.maxDifference(
            paste(SIZE, SIZE, faces),
            paste(SIZE, SIZE, faces, new OtherFace(at(20, 15, 1.1), true))));
  }

  /** What only may be a face must not take an eye from one that is. */
  @Test
  void whatMayBeAFaceCountsOutsideTheInnerPartOnly() {
    List<Restored> faces = List.of(face(at(0, 0, 1), 200, 1));
    SimilarityTransform large = at(-507, -640, 0.3);
    Mat weaker = paste(SIZE, SIZE, faces, new OtherFace(large, false));
    Mat certain = paste(SIZE, SIZE, faces, new OtherFace(large, true));
    assertTrue(certain.get(242, 309)[0] < 20, "an eye: " + certain.get(242, 309)[0]);
    for (double[] feature : FEATURES) {
      assertEquals(200, weaker.get((int) feature[1], (int) feature[0])[0], 2);
    }
    Mat beside = paste(700, SIZE, faces, new OtherFace(at(150, 0, 1), false));
    assertTrue(beside.get(280, 370)[0] < 20, "the neighbour's cheek: " + beside.get(280, 370)[0]);
  }

  @Test
  void tinyFacesDoNotAlias() {
    Mat stripes = flat(0);
    for (int x = 0; x < SIZE; x += 2) {
      stripes.col(x).setTo(Scalar.all(255));
    }
    Restored face = face(at(20, 20, 8), 0, 1);
    stripes.copyTo(face.crop());
    Mat result = paste(110, 110, List.of(face));
    for (int x = 20 + 29; x < 20 + 35; x++) {
      assertEquals(127.5, result.get(20 + 34, x)[0], 2);
    }
  }
}
