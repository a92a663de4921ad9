package io.gpen.checkpoint;

import java.util.Arrays;

/**
 * Which elements of a storage a tensor consists of.
 *
 * @param offset the index of its first element
 * @param shape the sizes; empty for a scalar
 * @param strides how far the elements of each dimension lie apart
 */
record Layout(long offset, long[] shape, long[] strides) {

  /** PyTorch's own limit. */
  private static final int MAX_DIMENSIONS = 64;

  /** {@return the layout of values in C order without gaps} */
  static Layout contiguous(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride = Math.multiplyExact(stride, Math.max(1, shape[i]));
    }
    return new Layout(0, shape, strides);
  }

  /**
   * Refuses what does not fit.
   *
   * @param available the number of elements of the storage
   * @throws ArithmeticException with the reason
   */
  void check(long available) {
    if (shape.length != strides.length || shape.length > MAX_DIMENSIONS) {
      throw new ArithmeticException("its shape and strides differ in length");
    }
    if (offset < 0 || Arrays.stream(shape).anyMatch(n -> n < 0)) {
      throw new ArithmeticException("it has a negative size or offset");
    }
    if (Arrays.stream(strides).anyMatch(n -> n < 0)) {
      throw new ArithmeticException("it has a negative stride");
    }
    if (elements() > 0 && last() >= available) {
      throw new ArithmeticException(
          "its last element is number " + last() + " of a storage of " + available + " elements");
    }
  }

  /** {@return the number of elements} */
  long elements() {
    return Arrays.stream(shape).anyMatch(n -> n == 0)
        ? 0
        : Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** {@return the index of the last element in the storage} */
  private long last() {
    long last = offset;
    for (int i = 0; i < shape.length; i++) {
      last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
    }
    return last;
  }

  /** {@return whether the elements lie one after the other in C order} */
  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }
}
