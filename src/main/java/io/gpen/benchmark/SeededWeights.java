package io.gpen.benchmark;

import io.gpen.checkpoint.DType;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.torchscript.GpenLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random weights of a generator, scaled as training initialises them and the same on every machine.
 * The speed does not depend on the values as long as no activation becomes denormal or infinite.
 */
final class SeededWeights {

  private static final long SEED = 20240501;

  /** A uniform distribution between minus and plus this has a variance of one. */
  private static final double UNIT = Math.sqrt(3);

  /** The style network's weights are stored divided by its learning rate multiplier. */
  private static final double STYLE = 100;

  private static final double[] BLUR = {1, 3, 3, 1};

  private SeededWeights() {}

  /** {@return the weights, computed on demand} */
  static StateDict of(GpenLayout layout) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    layout.tensors().forEach((name, shape) -> tensors.put(name, new RandomTensor(name, shape)));
    return new StateDict(tensors);
  }

  private record RandomTensor(String name, long[] shape) implements TensorSource {

    @Override
    public DType dtype() {
      return DType.FLOAT32;
    }

    @Override
    public float[] floats() {
      return name.endsWith("kernel") ? blur() : random();
    }

    @Override
    public long[] longs() {
      throw new IllegalStateException(name + " holds floats");
    }

    private float[] random() {
      double middle = name.endsWith("modulation.bias") ? 1 : 0;
      double reach = reach();
      SplittableRandom random = new SplittableRandom(SEED + name.hashCode());
      float[] values = new float[Math.toIntExact(elements())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (middle + reach * (2 * random.nextDouble() - 1));
      }
      return values;
    }

    private double reach() {
      double reach = name.endsWith("bias") ? 0.1 : UNIT;
      if (name.startsWith("generator.style.")) {
        return STYLE * reach;
      }
      boolean output = name.contains("to_rgb") && name.endsWith(".conv.weight");
      return output || name.endsWith("noise.weight") ? 0.5 : reach;
    }

    /** Upsampling inserts zeros, for which a gain of 4 compensates. */
    private float[] blur() {
      double gain = name.startsWith("generator") ? 4 : 1;
      float[] kernel = new float[BLUR.length * BLUR.length];
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] = (float) (gain * BLUR[i / 4] * BLUR[i % 4] / 64);
      }
      return kernel;
    }
  }
}
