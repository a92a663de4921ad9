package io.gpen.degrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Pictures;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

class DegraderTest {

  private static final Mat FACE =
      Pictures.testphoto("astronaut-eileen-collins.jpg").submat(new Rect(150, 30, 140, 160));

  private static Degradation numbers(boolean flip, boolean grey) {
    return new Degradation(flip, grey, Degradation.BlurKind.ANISOTROPIC, 1, 3, 0.4, 2.3, 6, 11, 70);
  }

  @Test
  void stagesComeInTheOrderOfTheReference() {
    Degradation numbers = numbers(false, false);
    Mat values = new Mat();
    FACE.convertTo(values, CvType.CV_32F, 1 / 255.0);
    Mat small = Stages.shrink(2.3).apply(Stages.blur(numbers).apply(values));
    assertEquals(60, small.cols());
    Mat jpeg = Stages.jpeg(70).apply(Stages.gaussianNoise(6, 11).apply(small));
    Mat expected = new Mat();
    Stages.resize(140, 160).apply(jpeg).convertTo(expected, CvType.CV_8U, 255);
    try (Degrader.Pair pair = Degrader.degrade(FACE, numbers)) {
      assertEquals(0, Pictures.maxDifference(expected, pair.degraded()));
      assertEquals(0, Pictures.maxDifference(FACE, pair.clear()));
    }
  }

  @Test
  void flipAndGreyChangeBothHalves() {
    Mat expected = new Mat();
    Imgproc.cvtColor(FACE, expected, Imgproc.COLOR_BGR2GRAY);
    Imgproc.cvtColor(expected, expected, Imgproc.COLOR_GRAY2BGR);
    Core.flip(expected, expected, 1);
    try (Degrader.Pair pair = Degrader.degrade(FACE, numbers(true, true));
        Degrader.Pair upright = Degrader.degrade(FACE, numbers(false, true))) {
      assertTrue(Pictures.maxDifference(expected, pair.clear()) <= 1);
      double[] apart = Pictures.difference(pair.clear(), pair.degraded());
      double[] mirrored = Pictures.difference(upright.clear(), pair.degraded());
      assertTrue(apart[1] < mirrored[1] / 2, apart[1] + " and " + mirrored[1]);
    }
  }

  @Test
  void thePictureIsOnlyReadAndOtherKindsAreRefused() {
    Mat before = FACE.clone();
    Degrader.degrade(FACE, numbers(true, true)).close();
    assertEquals(0, Pictures.maxDifference(before, FACE));
    Mat grey = new Mat(9, 9, CvType.CV_8UC1);
    assertThrows(
        IllegalArgumentException.class, () -> Degrader.degrade(grey, numbers(false, false)));
  }
}
