package io.gpen.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The values of a tensor as little-endian bytes of the type that they are to be stored in. */
public final class TensorEncoder {

  private final Optional<DType> floatType;

  /**
   * Chooses the type of floats.
   *
   * @param floatType what all floats become; empty to keep the types that a file may have
   */
  public TensorEncoder(Optional<DType> floatType) {
    if (floatType.isPresent() && !isStored(floatType.get())) {
      throw new IllegalArgumentException("floats cannot be stored as " + floatType.get());
    }
    this.floatType = floatType;
  }

  private static boolean isStored(DType type) {
    return type == DType.FLOAT32 || type == DType.FLOAT16 || type == DType.BFLOAT16;
  }

  /** {@return the type that a tensor is stored in: integers as int64, float64 as float32} */
  DType typeOf(TensorSource tensor) {
    if (!tensor.dtype().isFloat()) {
      return DType.INT64;
    }
    return floatType.orElse(isStored(tensor.dtype()) ? tensor.dtype() : DType.FLOAT32);
  }

  /** {@return the number of bytes of a tensor} */
  long size(TensorSource tensor) {
    return Math.multiplyExact(tensor.elements(), typeOf(tensor).bytes());
  }

  /**
   * {@return the values}
   *
   * @param name how messages call the tensor
   * @param tensor the tensor
   * @throws CheckpointException if a value is too large for its type
   */
  public byte[] encode(String name, TensorSource tensor) {
    DType type = typeOf(tensor);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(size(tensor))).order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case INT64 -> bytes.asLongBuffer().put(tensor.longs());
      case FLOAT32 -> bytes.asFloatBuffer().put(tensor.floats());
      default -> narrow(name, tensor.floats(), type, bytes);
    }
    return bytes.array();
  }

  private static void narrow(String name, float[] values, DType type, ByteBuffer bytes) {
    for (float value : values) {
      short half = type == DType.FLOAT16 ? Float16.fromFloat(value) : BFloat16.fromFloat(value);
      float back = type == DType.FLOAT16 ? Float16.toFloat(half) : BFloat16.toFloat(half);
      if (Float.isInfinite(back) && !Float.isInfinite(value)) {
        throw new CheckpointException(
            name + " holds " + value + ", too large for " + type + ": store it as FLOAT32");
      }
      bytes.putShort(half);
    }
  }
}
