package io.gpen.checkpoint;

import java.util.Arrays;

/** An int64 tensor in memory, such as the counters that come with batch norms. */
public record LongTensor(long[] longs, long[] shape) implements TensorSource {

  /** {@return a tensor of values in C order} */
  public static LongTensor of(long[] values, long... shape) {
    return new LongTensor(values, shape);
  }

  public LongTensor {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != longs.length) {
      throw new IllegalArgumentException("the shape does not match the number of values");
    }
  }

  @Override
  public DType dtype() {
    return DType.INT64;
  }

  @Override
  public float[] floats() {
    throw new CheckpointException("an int64 tensor has no float values");
  }
}
