package io.gpen.tuning;

import io.gpen.engine.Engine;
import io.gpen.tuning.ConvolutionTimer.Way;
import java.util.function.DoubleSupplier;

/** Tells how much faster one way is than another. */
final class Race {

  /** Turns after the first, which warms up. The best of each counts: other programs only delay. */
  private static final int TURNS = 5;

  /** Short ones take more turns, until they took so many seconds: one delay is longer than they. */
  private static final double LEAST_SECONDS = 0.02;

  private Race() {}

  /** {@return the time of a convolution in one way over that in another: above 1 the other wins} */
  static double gain(Engine engine, Convolution size, Way one, Way other) {
    try (ConvolutionTimer first = ConvolutionTimer.open(engine, size, one);
        ConvolutionTimer second = ConvolutionTimer.open(engine, size, other)) {
      return gain(first::seconds, second::seconds);
    }
  }

  /**
   * {@return the best time of one over that of another}
   *
   * @param one does its work once and gives the seconds that it took
   * @param other does it in another way
   */
  static double gain(DoubleSupplier one, DoubleSupplier other) {
    one.getAsDouble();
    other.getAsDouble();
    double best = Double.POSITIVE_INFINITY;
    double othersBest = Double.POSITIVE_INFINITY;
    double spent = 0;
    for (int turn = 0; turn < TURNS || spent < LEAST_SECONDS; turn++) {
      double seconds = one.getAsDouble();
      double othersSeconds = other.getAsDouble();
      best = Math.min(best, seconds);
      othersBest = Math.min(othersBest, othersSeconds);
      spent += seconds + othersSeconds;
    }
    return best / othersBest;
  }
}
