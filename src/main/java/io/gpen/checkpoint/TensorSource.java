package io.gpen.checkpoint;

import java.util.Arrays;

/**
 * One tensor of a {@link StateDict}: its type and shape at once, its values when asked. Values come
 * in C order (last index fastest) whatever the strides in the file.
 */
public interface TensorSource {

  /** {@return the element type in the file} */
  DType dtype();

  /** {@return the shape; empty for a scalar} */
  long[] shape();

  /**
   * {@return the values, read now and converted to float32}
   *
   * @throws CheckpointException if the file cannot be read or is damaged there, if it holds
   *     integers, or if a value is NaN or infinite
   */
  float[] floats();

  /**
   * {@return the values of an integer or bool tensor, read now}
   *
   * @throws CheckpointException if the file cannot be read or is damaged there, or holds floats
   */
  long[] longs();

  /** {@return the number of elements} */
  default long elements() {
    return Arrays.stream(shape()).reduce(1, Math::multiplyExact);
  }

  /**
   * {@return a float32 tensor in memory}
   *
   * @param values the values in C order; not copied
   * @param shape the shape
   */
  static TensorSource of(float[] values, long... shape) {
    return new FloatTensor(values, shape);
  }
}
