package io.gpen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.image.OpenCv;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On sets whose distance can be worked out by hand. */
class FrechetDistanceTest {

  static {
    OpenCv.load();
  }

  /**
   * The corners of a box of two features, each as often; variances are the squares of the sides.
   */
  private static List<float[]> box(double x, double y, double halfWidth, double halfHeight, int n) {
    List<float[]> corners = new ArrayList<>();
    for (int i = 0; i < 4 * n; i++) {
      corners.add(
          new float[] {
            (float) (x + (i % 2 == 0 ? halfWidth : -halfWidth)),
            (float) (y + (i / 2 % 2 == 0 ? halfHeight : -halfHeight))
          });
    }
    return corners;
  }

  @Test
  void ofNormalDistributionsIsThatOfMeansAndDeviations() {
    int n = 25;
    double unbiased = 4.0 * n / (4 * n - 1);
    double expected = 3 * 3 + 4 * 4 + unbiased * ((5 - 2) * (5 - 2) + (1 - 2) * (1 - 2));
    assertEquals(expected, FrechetDistance.between(box(0, 0, 5, 1, n), box(3, 4, 2, 2, n)), 1e-9);
  }

  @Test
  void isTheSameWithMoreFeaturesThanPictures() {
    List<float[]> wide = new ArrayList<>();
    List<float[]> moved = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      float[] features = new float[40];
      features[i] = 1;
      wide.add(features);
      float[] other = features.clone();
      other[30] = 2;
      moved.add(other);
    }
    assertEquals(0, FrechetDistance.between(wide, wide), 1e-9);
    assertEquals(4, FrechetDistance.between(wide, moved), 1e-9);
  }

  @Test
  void onePictureHasNone() {
    List<float[]> one = List.of(new float[] {1});
    assertEquals(Double.NaN, FrechetDistance.between(one, one));
  }
}
