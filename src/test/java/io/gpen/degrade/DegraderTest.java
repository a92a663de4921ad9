package io.gpen.degrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.degrade.stage.Flip;
import io.gpen.degrade.stage.GaussianNoise;
import io.gpen.degrade.stage.Grey;
import io.gpen.degrade.stage.Jpeg;
import io.gpen.degrade.stage.ReferenceBlur;
import io.gpen.degrade.stage.ReferenceResize;
import io.gpen.degrade.stage.ReferenceShrink;
import io.gpen.degrade.stage.Stage;
import io.gpen.face.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

class DegraderTest {

  private static final Mat FACE =
      Pictures.testphoto("astronaut-eileen-collins.jpg").submat(new Rect(150, 30, 140, 160));

  private static final Degrader OLD_PHOTO = new Degrader(DegradationPreset.OLD_PHOTO.parameters());

  private static Degradation reference(Stage... clear) {
    List<Stage> degraded = new ArrayList<>(List.of(clear));
    degraded.add(new ReferenceBlur(ReferenceBlur.Shape.ANISOTROPIC, 1, 3, 0.4));
    degraded.add(new ReferenceShrink(2.3));
    degraded.add(new GaussianNoise(6, 11));
    degraded.add(new Jpeg(70));
    degraded.add(new ReferenceResize(140, 160));
    return new Degradation(List.of(clear), degraded);
  }

  @Test
  void flipAndGreyChangeBothHalves() {
    Mat expected = new Mat();
    Imgproc.cvtColor(FACE, expected, Imgproc.COLOR_BGR2GRAY);
    Imgproc.cvtColor(expected, expected, Imgproc.COLOR_GRAY2BGR);
    Core.flip(expected, expected, 1);
    try (Degrader.Pair pair = Degrader.degrade(FACE, reference(new Flip(), new Grey()));
        Degrader.Pair upright = Degrader.degrade(FACE, reference(new Grey()))) {
      assertTrue(Pictures.maxDifference(expected, pair.clear()) <= 1);
      double[] apart = Pictures.difference(pair.clear(), pair.degraded());
      double[] mirrored = Pictures.difference(upright.clear(), pair.degraded());
      assertTrue(apart[1] < mirrored[1] / 2, apart[1] + " and " + mirrored[1]);
    }
  }

  @Test
  void thePictureIsOnlyReadAndOtherKindsAreRefused() {
    Mat before = FACE.clone();
    OLD_PHOTO.degrade(FACE, 1).close();
    assertEquals(0, Pictures.maxDifference(before, FACE));
    Mat grey = new Mat(9, 9, CvType.CV_8UC1);
    assertThrows(IllegalArgumentException.class, () -> OLD_PHOTO.degrade(grey, 1));
  }

  @Test
  void oneSeedGivesOnePictureInWhateverThread() {
    try (Degrader.Pair pair = OLD_PHOTO.degrade(FACE, 5);
        Degrader.Pair other = OLD_PHOTO.degrade(FACE, 6)) {
      assertEquals(FACE.size(), pair.degraded().size());
      assertTrue(Pictures.difference(pair.degraded(), other.degraded())[1] > 1);
      IntStream.range(0, 4)
          .parallel()
          .forEach(
              i -> {
                try (Degrader.Pair again = OLD_PHOTO.degrade(FACE, 5)) {
                  assertEquals(0, Pictures.maxDifference(pair.clear(), again.clear()));
                  assertEquals(0, Pictures.maxDifference(pair.degraded(), again.degraded()));
                }
              });
    }
  }
}
