package io.gpen.checkpoint;

import java.util.Arrays;

/** A float32 tensor in memory. */
record FloatTensor(float[] floats, long[] shape) implements TensorSource {

  FloatTensor {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != floats.length) {
      throw new IllegalArgumentException("the shape does not match the number of values");
    }
  }

  @Override
  public DType dtype() {
    return DType.FLOAT32;
  }

  @Override
  public long[] longs() {
    throw new CheckpointException("a float32 tensor has no integer values");
  }
}
