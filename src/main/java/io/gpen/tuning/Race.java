package io.gpen.tuning;

import io.gpen.engine.Engine;
import io.gpen.tuning.ConvolutionTimer.Way;

/** Tells how much faster one way is than another. */
final class Race {

  /** Turns after the first, which warms up. The best of each counts: other programs only delay. */
  private static final int TURNS = 3;

  private Race() {}

  /** {@return the time of a convolution in one way over that in another: above 1 the other wins} */
  static double gain(Engine engine, Convolution size, Way one, Way other) {
    try (ConvolutionTimer first = ConvolutionTimer.open(engine, size, one);
        ConvolutionTimer second = ConvolutionTimer.open(engine, size, other)) {
      first.seconds();
      second.seconds();
      double firstBest = Double.POSITIVE_INFINITY;
      double secondBest = Double.POSITIVE_INFINITY;
      for (int turn = 0; turn < TURNS; turn++) {
        firstBest = Math.min(firstBest, first.seconds());
        secondBest = Math.min(secondBest, second.seconds());
      }
      return firstBest / secondBest;
    }
  }
}
