package io.gpen.torchscript;

import io.gpen.checkpoint.DType;
import io.gpen.checkpoint.TensorEncoder;
import io.gpen.checkpoint.TensorSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One tensor of an archive. Its values are made when they are written and not kept.
 *
 * @param kind whether training changes it
 * @param order how the values lie in the file
 * @param dtype what the values are rounded to in the file
 * @param shape the lengths of the axes
 * @param values makes the values, in C order
 */
record ModuleTensor(Kind kind, Order order, DType dtype, long[] shape, Supplier<float[]> values) {

  enum Kind {
    PARAMETER,
    BUFFER
  }

  enum Order {
    /** Last index fastest. */
    CONTIGUOUS,
    /** Axis 1 of 4 fastest: what convolutions read without copying when pictures lie so, too. */
    CHANNELS_LAST
  }

  ModuleTensor {
    if (order == Order.CHANNELS_LAST && shape.length != 4) {
      throw new IllegalArgumentException("channels-last needs four axes");
    }
  }

  /** {@return a tensor that training changes} */
  static ModuleTensor parameter(long[] shape, Supplier<float[]> values) {
    return new ModuleTensor(Kind.PARAMETER, Order.CONTIGUOUS, DType.FLOAT32, shape, values);
  }

  /** {@return a tensor that training leaves alone} */
  static ModuleTensor buffer(Supplier<float[]> values, long... shape) {
    return new ModuleTensor(Kind.BUFFER, Order.CONTIGUOUS, DType.FLOAT32, shape, values);
  }

  /** {@return a convolution's weight for pictures that lie channels-last} */
  static ModuleTensor kernel(Supplier<float[]> values, long... shape) {
    return new ModuleTensor(Kind.BUFFER, Order.CHANNELS_LAST, DType.FLOAT32, shape, values);
  }

  /** {@return the same tensor, its values rounded in the file} */
  ModuleTensor in(DType other) {
    return new ModuleTensor(kind, order, other, shape, values);
  }

  /** {@return the number of values} */
  long elements() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** {@return for each axis, how far apart in the file neighbours are} */
  long[] strides() {
    if (order == Order.CHANNELS_LAST) {
      return new long[] {shape[1] * shape[2] * shape[3], 1, shape[3] * shape[1], shape[1]};
    }
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  /** {@return the values as they lie in the file, little-endian} */
  byte[] bytes() {
    float[] made = values.get();
    if (made.length != elements()) {
      throw new IllegalStateException(
          made.length + " values for a shape of " + Arrays.toString(shape));
    }
    float[] values = order == Order.CONTIGUOUS ? made : channelsLast(made);
    return new TensorEncoder(Optional.of(dtype))
        .encode("a tensor of the network", TensorSource.of(values, shape));
  }

  private float[] channelsLast(float[] made) {
    float[] moved = new float[made.length];
    int next = 0;
    int channels = (int) shape[1];
    int plane = (int) (shape[2] * shape[3]);
    for (int n = 0; n < shape[0]; n++) {
      for (int i = 0; i < plane; i++) {
        for (int c = 0; c < channels; c++) {
          moved[next++] = made[(n * channels + c) * plane + i];
        }
      }
    }
    return moved;
  }
}
