package io.gpen.checkpoint;

import io.gpen.text.Wording;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mixes the weights of two networks of one kind, value by value. */
public final class BlendedWeights {

  private BlendedWeights() {}

  /**
   * {@return weights between two others, computed when they are asked for; both are closed with
   * them}
   *
   * @param one the first network
   * @param other another network with the same tensors
   * @param share how much of the first there is in the result, 0 to 1
   * @throws CheckpointException if their tensors differ in name or shape
   */
  public static StateDict of(StateDict one, StateDict other, double share) {
    if (!one.names().equals(other.names())) {
      throw new CheckpointException(
          "two networks with other tensors than each other cannot be mixed");
    }
    Map<String, TensorSource> blended = new LinkedHashMap<>();
    one.tensors()
        .forEach(
            (name, tensor) -> {
              TensorSource second = other.get(name);
              if (!Arrays.equals(tensor.shape(), second.shape())) {
                throw new CheckpointException(
                    Wording.format(
                        "two networks cannot be mixed: %s is %s in one and %s in the other",
                        name, Arrays.toString(tensor.shape()), Arrays.toString(second.shape())));
              }
              boolean mixed = tensor.dtype().isFloat() && second.dtype().isFloat();
              blended.put(name, mixed ? new Blend(tensor, second, share) : tensor);
            });
    return new StateDict(
        blended,
        () -> {
          one.close();
          other.close();
        });
  }

  private record Blend(TensorSource one, TensorSource other, double share) implements TensorSource {

    @Override
    public DType dtype() {
      return DType.FLOAT32;
    }

    @Override
    public long[] shape() {
      return one.shape();
    }

    @Override
    public float[] floats() {
      float[] first = one.floats();
      float[] second = other.floats();
      float[] values = new float[first.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (share * first[i] + (1 - share) * second[i]);
      }
      return values;
    }

    @Override
    public long[] longs() {
      throw new CheckpointException("a mixed tensor holds floats");
    }
  }
}
