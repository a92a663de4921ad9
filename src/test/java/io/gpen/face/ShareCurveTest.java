package io.gpen.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareCurveTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "3.09, 0", "3.11, 0.055", "4, 0.5", "5, 1", "12, 1", "Infinity, 1"})
  void theShareRisesWithTheBlurAndLittleIsNothing(double blur, double share) {
    assertEquals(share, new ShareCurve(3, 5).share(blur, 0.5), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2.5, 0.8", "4, 0.5", "8, 0.35", "100, 0.35"})
  void aFaceThatIsSharpInThePhotoGetsAPart(double magnification, double share) {
    assertEquals(share, new ShareCurve(3, 5).share(7, magnification), 1e-9);
  }

  @Test
  void aFaceWithoutEdgesGetsAllHoweverSmall() {
    assertEquals(1, new ShareCurve(3, 5).share(Double.POSITIVE_INFINITY, 10));
  }

  @Test
  void aCurveThatDoesNotRiseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ShareCurve(3, 3));
    assertThrows(IllegalArgumentException.class, () -> new ShareCurve(-1, 3));
    assertThrows(IllegalArgumentException.class, () -> new ShareCurve(1, Double.NaN));
  }
}
