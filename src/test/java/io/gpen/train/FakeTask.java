package io.gpen.train;

import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Learns the mean of the pictures with momentum and noise, in Java alone. It fails at the steps in
 * {@code failing} as long as the rates are above a limit.
 */
final class FakeTask implements TrainingTask {

  private float weight = 2;
  private float moment;
  private float average = 2;
  private final long failing;
  private final double limit;

  FakeTask() {
    this(-1, 0);
  }

  FakeTask(long failing, double limit) {
    this.failing = failing;
    this.limit = limit;
  }

  @Override
  public Map<String, Double> step(long step, double rateFactor, List<Batch> microBatches) {
    if (step == failing && rateFactor > limit) {
      weight = Float.NaN;
      return losses(Double.NaN);
    }
    float gradient = (float) new Random(step).nextGaussian() / 10;
    for (Batch batch : microBatches) {
      gradient += weight - mean(batch.clear());
      if (batch.degraded() != null) {
        gradient += mean(batch.degraded()) / 8;
      }
    }
    moment = 0.9f * moment + 0.1f * gradient;
    weight -= (float) (0.05 * rateFactor) * moment;
    average = 0.99f * average + 0.01f * weight;
    return losses(gradient * gradient);
  }

  private Map<String, Double> losses(double loss) {
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("loss", loss);
    losses.put("weight", (double) weight);
    return losses;
  }

  private static float mean(Tensor tensor) {
    double sum = 0;
    for (int i = 0; i < tensor.data().limit(); i++) {
      sum += tensor.data().get(i);
    }
    return (float) (sum / tensor.data().limit());
  }

  /** The averaged weight as grey pictures, or what the batches hold. */
  @Override
  public List<Tensor> samples(List<Batch> batches) {
    return batches.stream()
        .map(batch -> batch.degraded() == null ? batch.clear() : batch.degraded())
        .toList();
  }

  @Override
  public TrainingState state(long step, double rateFactor) {
    return new TrainingState(
        step,
        rateFactor,
        Map.of("g", dict(weight), "d", dict(0), "g_ema", dict(average)),
        step == 0 ? Map.of() : Map.of("g_first", dict(moment)),
        Map.of("steps", (double) step));
  }

  private static StateDict dict(float value) {
    return new StateDict(Map.of("conv1.weight", TensorSource.of(new float[] {value}, 1)));
  }

  @Override
  public void restore(TrainingState state) {
    weight = value(state.networks().get("g"));
    average = value(state.networks().get("g_ema"));
    moment = state.optimisers().isEmpty() ? 0 : value(state.optimisers().get("g_first"));
  }

  private static float value(StateDict dict) {
    return dict.get("conv1.weight").floats()[0];
  }

  @Override
  public void close() {}
}
