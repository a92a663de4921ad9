package io.gpen.degrade;

import io.gpen.degrade.DegradationParameters.Range;
import java.util.Random;

/** The numbers of one effect, one after the other. */
final class RandomNumbers {

  private final Random random;
  private final double scale;

  /**
   * Starts a sequence.
   *
   * @param seed equal seeds give equal numbers
   * @param scale what lengths are multiplied by
   */
  RandomNumbers(long seed, double scale) {
    this.random = new Random(seed);
    this.scale = scale;
  }

  /** {@return true in this share of the cases} */
  boolean happens(double share) {
    return random.nextDouble() < share;
  }

  /** {@return a number of a range} */
  double in(Range range) {
    return range.at(random.nextDouble());
  }

  /** {@return a number between two others} */
  double between(double min, double max) {
    return min + (max - min) * random.nextDouble();
  }

  /** {@return a length of a range, in pixels of the picture} */
  double length(Range range) {
    return in(range) * scale;
  }

  /** {@return a whole number of a range} */
  int count(Range range) {
    return (int) Math.rint(in(range));
  }

  /** {@return an index of so many} */
  int index(int size) {
    return random.nextInt(size);
  }

  /** {@return a direction in radians} */
  double angle() {
    return between(-Math.PI, Math.PI);
  }

  /** {@return a lightness near white in this share of the cases, otherwise near black} */
  double level(double lightShare) {
    boolean isLight = happens(lightShare);
    double away = between(0, 0.25);
    return isLight ? 1 - away : away;
  }

  /** {@return a seed that JSON's numbers can hold} */
  long seed() {
    return random.nextLong() >>> 16;
  }
}
