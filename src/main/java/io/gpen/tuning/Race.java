package io.gpen.tuning;

import io.gpen.engine.Engine;
import io.gpen.tuning.ConvolutionTimer.Way;

/** Tells how much faster one way is than another. */
final class Race {

  /** Turns after the first, which warms up. The best of each counts: other programs only delay. */
  private static final int TURNS = 3;

  private Race() {}

  /**
   * {@return the time of the direct convolution over that of another way: above 1 the other wins}
   */
  static double gain(Engine engine, Convolution size, Way way) {
    try (ConvolutionTimer direct = ConvolutionTimer.open(engine, size, Way.DIRECT);
        ConvolutionTimer other = ConvolutionTimer.open(engine, size, way)) {
      direct.seconds();
      other.seconds();
      double directBest = Double.POSITIVE_INFINITY;
      double otherBest = Double.POSITIVE_INFINITY;
      for (int turn = 0; turn < TURNS; turn++) {
        directBest = Math.min(directBest, direct.seconds());
        otherBest = Math.min(otherBest, other.seconds());
      }
      return directBest / otherBest;
    }
  }
}
