package io.gpen.degrade.stage;

import java.util.function.DoubleUnaryOperator;

/** A function of 0..1 as a table, because exact powers of each pixel take too long. */
final class Curve {

  private static final int STEPS = 1024;

  private final float[] table = new float[STEPS + 2];

  private Curve() {}

  /** {@return the curve of a function} */
  static Curve of(DoubleUnaryOperator function) {
    Curve curve = new Curve();
    for (int i = 0; i < curve.table.length; i++) {
      curve.table[i] = Pixels.clip((float) function.applyAsDouble(Math.min(1, (double) i / STEPS)));
    }
    return curve;
  }

  /** {@return the function's value, between two steps linearly} */
  float of(float value) {
    float place = Pixels.clip(value) * STEPS;
    int step = (int) place;
    return table[step] + (place - step) * (table[step + 1] - table[step]);
  }
}
