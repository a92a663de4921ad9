package io.gpen.engine;

import io.gpen.text.Wording;
import java.nio.FloatBuffer;

/**
 * A float32 tensor in C order (last index fastest).
 *
 * @param data the values, from position 0 to the limit
 * @param shape the lengths of the axes
 */
public record Tensor(FloatBuffer data, int... shape) {

  /** Refuses data that do not fit the shape. */
  public Tensor {
    long elements = 1;
    for (int length : shape) {
      elements *= length;
    }
    if (elements != data.limit()) {
      throw new IllegalArgumentException(
          Wording.format("%d values do not match a shape of %d", data.limit(), elements));
    }
  }
}
