package io.gpen.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class RaceTest {

  @Test
  void delaysOfShortOnesDoNotDecide() {
    Runner one = new Runner(4e-4, 0);
    // Held up whenever five turns would have been all.
    Runner other = new Runner(2e-4, 6);
    assertEquals(2, Race.gain(one, other), 1e-9);
  }

  @Test
  void longOnesTakeFewTurns() {
    Runner one = new Runner(2, 0);
    Runner other = new Runner(60, 0);
    assertEquals(1 / 30.0, Race.gain(one, other), 1e-9);
    assertEquals(6, one.runs);
    assertEquals(6, other.runs);
  }

  @Test
  void firstTurnOnlyWarmsUp() {
    Runner cold = new Runner(1, 1);
    Runner warm = new Runner(1, 0);
    assertEquals(1, Race.gain(cold, warm), 1e-9);
  }

  private static final class Runner implements DoubleSupplier {
    private static final double DELAY = 10;

    private final double seconds;
    private final int delayed;
    private int runs;

    /** So many of the first runs take ten times as long. */
    Runner(double seconds, int delayed) {
      this.seconds = seconds;
      this.delayed = delayed;
    }

    @Override
    public double getAsDouble() {
      runs++;
      return runs <= delayed ? seconds * DELAY : seconds;
    }
  }
}
