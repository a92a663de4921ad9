package io.gpen.benchmark;

import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** Pictures for networks to work on, the same at every run. */
final class Noise {

  private static final long SEED = 7;

  private Noise() {}

  /** {@return [1, 3, size, size], -1..1} */
  static Tensor crop(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[3 * size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return new Tensor(FloatBuffer.wrap(values), 1, 3, size, size);
  }
}
