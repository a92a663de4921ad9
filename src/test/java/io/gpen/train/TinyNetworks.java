package io.gpen.train;

import io.gpen.DeterministicWeights;
import io.gpen.DeterministicWeights.Family;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Networks of 64 pixels with few channels, those of the reference vectors of training. */
final class TinyNetworks {

  static final int SIZE = 64;

  /** One engine for all tests of the process, as the native library is the process's. */
  static final Engine ENGINE = Engine.start(EngineOptions.DEFAULT);

  private static final String DECODER = "generator.";

  private TinyNetworks() {}

  static StateDict gpen() {
    return DeterministicWeights.of("vectors/training/generator.keys.tsv", Family.GPEN, 31);
  }

  /** {@return the decoder of GPEN by itself} */
  static StateDict styleGan2() {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    gpen()
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(DECODER)) {
                tensors.put(name.substring(DECODER.length()), tensor);
              }
            });
    return new StateDict(tensors);
  }

  static StateDict discriminator() {
    return DeterministicWeights.of("vectors/training/discriminator.keys.tsv", Family.DISC, 32);
  }

  static TrainingState begin(StateDict generator) {
    Map<String, StateDict> networks = new LinkedHashMap<>();
    networks.put("g", generator);
    networks.put("d", discriminator());
    networks.put("g_ema", generator);
    return new TrainingState(0, 1, networks, Map.of(), Map.of());
  }

  /** {@return pictures of noise from -1 to 1} */
  static Tensor noise(int count, String key) {
    float[] values = DeterministicWeights.uniform(1, key, count * 3 * SIZE * SIZE);
    return new Tensor(FloatBuffer.wrap(values), count, 3, SIZE, SIZE);
  }
}
