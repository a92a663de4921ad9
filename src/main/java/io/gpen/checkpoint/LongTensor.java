package io.gpen.checkpoint;

import java.util.Arrays;

/** An int64 tensor in memory. */
record LongTensor(long[] longs, long[] shape) implements TensorSource {

  LongTensor {
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
