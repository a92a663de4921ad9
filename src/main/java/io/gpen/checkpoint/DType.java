package io.gpen.checkpoint;

/** The element types of stored tensors. */
public enum DType {
  /** 32-bit IEEE 754. */
  FLOAT32(4),
  /** 64-bit IEEE 754. */
  FLOAT64(8),
  /** 16-bit IEEE 754. */
  FLOAT16(2),
  /** The upper half of a 32-bit float. */
  BFLOAT16(2),
  /** Signed 64-bit integer. */
  INT64(8),
  /** Signed 32-bit integer. */
  INT32(4),
  /** Signed 16-bit integer. */
  INT16(2),
  /** Signed 8-bit integer. */
  INT8(1),
  /** Unsigned 8-bit integer. */
  UINT8(1),
  /** One byte, 0 or 1. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** {@return the size of one element in bytes} */
  public int bytes() {
    return bytes;
  }

  /** {@return whether the elements are floating-point numbers} */
  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64 || this == FLOAT16 || this == BFLOAT16;
  }
}
