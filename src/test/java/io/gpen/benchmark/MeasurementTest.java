package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians, spreads and ratios. */
class MeasurementTest {

  private static Measurement of(Double... samples) {
    return Measurement.of(List.of(samples));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertEquals(2.5, of(4.0, 1.0, 3.0, 2.0).median());
    assertEquals(3.0, of(9.0, 1.0, 3.0).median());
  }

  @Test
  void oneBusyMomentMovesNeitherMedianNorSpread() {
    Measurement calm = of(1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6);
    Measurement disturbed = of(1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 99.0);
    assertEquals(calm.median(), disturbed.median());
    assertEquals(calm.spread(), disturbed.spread());
    assertEquals(0.3 / 1.3, calm.spread(), 1e-12);
    assertEquals(99.0, disturbed.max());
    assertEquals(1.0, disturbed.min());
  }

  @Test
  void ratiosAreTakenPairByPair() {
    // Everything doubles in the last two rounds; the ratio is 3 in each.
    Measurement slow = of(3.0, 3.0, 3.0, 6.0, 12.0);
    Measurement fast = of(1.0, 1.0, 1.0, 2.0, 4.0);
    assertEquals(List.of(3.0, 3.0, 3.0, 3.0, 3.0), slow.over(fast).samples());
    // The ratio of the medians would be 2 here.
    assertEquals(4.0, of(2.0, 8.0, 4.0).over(of(2.0, 2.0, 1.0)).median());
  }

  @Test
  void sumsAreTakenRoundByRound() {
    assertEquals(List.of(11.0, 22.0), of(1.0, 2.0).plus(of(10.0, 20.0)).samples());
  }

  @Test
  void whatWasNotMeasuredTogetherIsNotCompared() {
    Measurement two = of(1.0, 2.0);
    Measurement three = of(1.0, 2.0, 3.0);
    assertThrows(IllegalArgumentException.class, () -> two.over(three));
    assertThrows(IllegalArgumentException.class, () -> two.plus(three));
    assertThrows(IllegalArgumentException.class, () -> Measurement.of(List.of()));
  }
}
