package io.gpen.checkpoint;

import io.gpen.checkpoint.pickle.PickleOutput;
import java.util.Arrays;

/** Writes tensors into pickles as {@code torch.save} does. */
public final class TensorPickler {

  private TensorPickler() {}

  /**
   * Writes a tensor whose values are in a file of their own, starting with the first.
   *
   * @param out where to
   * @param storage the number of the file
   * @param dtype how the values are stored
   * @param shape the lengths of the axes
   * @param strides for each axis, the distance of neighbours in the file, in elements
   * @param trained whether training changes it
   */
  public static void write(
      PickleOutput out, int storage, DType dtype, long[] shape, long[] strides, boolean trained) {
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    out.global("torch._utils", "_rebuild_tensor_v2").mark();
    out.mark().text("storage").global("torch", StorageType.nameOf(dtype));
    out.text(Integer.toString(storage)).text("cpu").integer(elements).tuple().persistentId();
    out.integer(0).integers(shape).integers(strides);
    out.flag(trained).emptyOrderedDict().tuple().reduce();
  }
}
