package io.gpen.finish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Pictures;
import io.gpen.image.OpenCv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class LargeScaleToneTest {

  static {
    OpenCv.load();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 500, 512})
  void anEvenShiftOfColourIsTakenOut(int size) {
    Mat crop = face(size);
    Mat restored = new Mat();
    Core.add(crop, new Scalar(6, -4, 3), restored);
    LargeScaleTone.keep(restored, crop);
    assertTrue(Pictures.maxDifference(crop, restored) <= 1);
  }

  @Test
  void aSlowDriftIsTakenOutWithoutSteps() {
    Mat crop = new Mat(512, 512, CvType.CV_8UC3, Scalar.all(120));
    Mat restored = new Mat(512, 512, CvType.CV_8UC3);
    for (int y = 0; y < 512; y++) {
      restored.row(y).setTo(Scalar.all(Math.rint(120 + 5 * Math.sin(y / 512.0 * Math.PI))));
    }
    LargeScaleTone.keep(restored, crop);
    assertTrue(Pictures.maxDifference(crop, restored) <= 1);
  }

  @Test
  void detailStaysTheGenerators() {
    Mat crop = new Mat(512, 512, CvType.CV_8UC3, Scalar.all(120));
    Mat restored = crop.clone();
    for (int y = 0; y < 512; y += 8) {
      restored.submat(y, y + 4, 0, 512).setTo(Scalar.all(130));
      restored.submat(y + 4, y + 8, 0, 512).setTo(Scalar.all(110));
    }
    Mat before = restored.clone();
    LargeScaleTone.keep(restored, crop);
    assertTrue(Pictures.maxDifference(before, restored) <= 1);
  }

  @Test
  void aStainThatTheGeneratorRemovedStaysRemoved() {
    Mat restored = face(512);
    Mat crop = restored.clone();
    Imgproc.circle(crop, new Point(200, 330), 45, new Scalar(40, 60, 70), Imgproc.FILLED);
    Core.add(crop, Scalar.all(3), crop);
    Mat clean = new Mat();
    Core.add(restored, Scalar.all(3), clean);
    LargeScaleTone.keep(restored, crop);
    assertTrue(Pictures.maxDifference(clean, restored) <= 2);
  }

  @Test
  void aStrongEdgeThatBecameSharpHasNoHalo() {
    Mat restored = new Mat(512, 512, CvType.CV_8UC3, Scalar.all(60));
    restored.submat(0, 512, 264, 512).setTo(Scalar.all(200));
    Mat crop = new Mat();
    Imgproc.GaussianBlur(restored, crop, new Size(), 6);
    Mat before = restored.clone();
    LargeScaleTone.keep(restored, crop);
    assertTrue(Pictures.maxDifference(before, restored) <= 2);
  }

  @Test
  void aCropThatNeedsNoChangeIsNotChanged() {
    Mat crop = face(512);
    Mat restored = crop.clone();
    LargeScaleTone.keep(restored, crop);
    assertEquals(0, Pictures.maxDifference(crop, restored));
  }

  /** A colourful picture without levels at the ends of the range. */
  private static Mat face(int size) {
    Mat picture = new Mat();
    Imgproc.resize(
        Pictures.testphoto("astronaut-eileen-collins.jpg"), picture, new Size(size, size));
    Mat inner = new Mat();
    picture.convertTo(inner, -1, 0.8, 25);
    return inner;
  }
}
