package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Tensor;
import io.gpen.torchscript.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps of StyleGAN2's training, on a tiny network. */
class StyleGan2TaskTest {

  private static final CommonSettings AUGMENTED =
      new CommonSettings(5, 0.002, 10, 4, 2, 2, 2, 0.9, 0, true, true, true, Precision.FP32);

  private static StyleGan2Task task(CommonSettings common) throws IOException {
    return StyleGan2Task.open(
        TinyNetworks.ENGINE,
        new StyleGan2Settings(common, 0.9),
        TinyNetworks.begin(TinyNetworks.styleGan2()));
  }

  private static List<Batch> batches(long step, int... sizes) {
    List<Batch> batches = new ArrayList<>();
    for (int size : sizes) {
      batches.add(new Batch(TinyNetworks.noise(size, step + ":" + batches.size()), null));
    }
    return batches;
  }

  private static void assertSame(Map<String, StateDict> expected, Map<String, StateDict> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach(
        (name, weights) -> {
          assertEquals(weights.names(), actual.get(name).names());
          weights
              .tensors()
              .forEach(
                  (key, tensor) -> {
                    TensorSource other = actual.get(name).get(key);
                    assertArrayEquals(tensor.shape(), other.shape());
                    assertArrayEquals(tensor.floats(), other.floats(), name + " " + key);
                  });
        });
  }

  @Test
  void stepsChangeAllNetworksAndRegularisersComeWhenTheyAreDue() throws IOException {
    TrainingState begin = TinyNetworks.begin(TinyNetworks.styleGan2());
    try (StyleGan2Task task = task(AUGMENTED)) {
      assertSame(begin.networks(), task.state(0, 1).networks());
      for (int step = 0; step < 3; step++) {
        Map<String, Double> values = task.step(step, 1, batches(step, 4));
        assertEquals(step % 4 == 0, values.containsKey("r1"));
        assertEquals(step % 2 == 0, values.containsKey("path"));
        values.forEach((name, value) -> assertTrue(Double.isFinite(value), name));
      }
      TrainingState after = task.state(3, 1);
      assertEquals(4, after.numbers().get("dUpdates"));
      assertEquals(5, after.numbers().get("gUpdates"));
      begin
          .networks()
          .forEach(
              (name, weights) ->
                  weights
                      .tensors()
                      .forEach(
                          (key, tensor) -> {
                            float[] now = after.networks().get(name).get(key).floats();
                            boolean changed = !Arrays.equals(tensor.floats(), now);
                            assertEquals(!key.endsWith("kernel"), changed, name + " " + key);
                          }));
    }
  }

  @Test
  void aTrainingGoesOnExactlyFromItsState() throws IOException {
    try (StyleGan2Task task = task(AUGMENTED)) {
      task.step(0, 1, batches(0, 2, 2));
      TrainingState saved = task.state(1, 1);
      Map<String, Double> expected = task.step(1, 1, batches(1, 2));
      TrainingState ended = task.state(2, 1);
      task.restore(saved);
      assertSame(saved.networks(), task.state(1, 1).networks());
      assertEquals(expected, task.step(1, 1, batches(1, 2)));
      assertSame(ended.networks(), task.state(2, 1).networks());
      assertSame(ended.optimisers(), task.state(2, 1).optimisers());
      try (StyleGan2Task other =
          StyleGan2Task.open(TinyNetworks.ENGINE, new StyleGan2Settings(AUGMENTED, 0.9), saved)) {
        assertEquals(expected, other.step(1, 1, batches(1, 2)));
        assertSame(ended.networks(), other.state(2, 1).networks());
      }
    }
  }

  @Test
  void samplesAreTheSameEachTimeAndOfTheAveragedGenerator() throws IOException {
    CommonSettings still =
        new CommonSettings(5, 0.002, 0, 4, 0, 2, 2, 1, 0, false, false, false, Precision.FP32);
    try (StyleGan2Task task = task(still)) {
      Tensor before = task.samples(batches(0, 3)).get(0);
      assertArrayEquals(new int[] {3, 3, 64, 64}, before.shape());
      task.step(0, 1, batches(0, 2));
      assertEquals(before.data(), task.samples(batches(9, 3)).get(0).data());
      assertNotEquals(before.data().slice(0, 9), before.data().slice(3 * 64 * 64, 9));
    }
  }
}
