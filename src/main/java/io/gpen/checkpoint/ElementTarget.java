package io.gpen.checkpoint;

import java.nio.ByteBuffer;

/** Takes little-endian elements and keeps them in another type. */
interface ElementTarget {

  /** Keeps the element at a byte position. */
  void put(int index, ByteBuffer bytes, int position);

  /** Keeps all remaining elements. */
  void putAll(int index, ByteBuffer bytes, int count);

  /** {@return a target that makes floats of floating-point elements} */
  static ElementTarget of(DType dtype, float[] values) {
    return new Floats(dtype, values);
  }

  /** {@return a target that makes longs of integer elements} */
  static ElementTarget of(DType dtype, long[] values) {
    return new Longs(dtype, values);
  }

  /** Makes floats. */
  record Floats(DType dtype, float[] values) implements ElementTarget {

    @Override
    public void put(int index, ByteBuffer bytes, int position) {
      values[index] =
          switch (dtype) {
            case FLOAT32 -> bytes.getFloat(position);
            case FLOAT64 -> (float) bytes.getDouble(position);
            case FLOAT16 -> Float16.toFloat(bytes.getShort(position));
            case BFLOAT16 -> BFloat16.toFloat(bytes.getShort(position));
            default -> throw new IllegalStateException(dtype + " is not a floating-point type");
          };
    }

    @Override
    public void putAll(int index, ByteBuffer bytes, int count) {
      if (dtype == DType.FLOAT32) {
        bytes.asFloatBuffer().get(values, index, count);
        return;
      }
      for (int i = 0; i < count; i++) {
        put(index + i, bytes, bytes.position() + i * dtype.bytes());
      }
    }
  }

  /** Makes longs. */
  record Longs(DType dtype, long[] values) implements ElementTarget {

    @Override
    public void put(int index, ByteBuffer bytes, int position) {
      values[index] =
          switch (dtype) {
            case INT64 -> bytes.getLong(position);
            case INT32 -> bytes.getInt(position);
            case INT16 -> bytes.getShort(position);
            case INT8 -> bytes.get(position);
            case UINT8 -> bytes.get(position) & 0xff;
            case BOOL -> bytes.get(position) == 0 ? 0 : 1;
            default -> throw new IllegalStateException(dtype + " is not an integer type");
          };
    }

    @Override
    public void putAll(int index, ByteBuffer bytes, int count) {
      for (int i = 0; i < count; i++) {
        put(index + i, bytes, bytes.position() + i * dtype.bytes());
      }
    }
  }
}
