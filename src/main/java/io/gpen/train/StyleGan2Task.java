package io.gpen.train;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.engine.Engine;
import io.gpen.engine.Tensor;
import io.gpen.torchscript.TrainingArchive;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Trains StyleGAN2 as GPEN has it inside: its noise is concatenated with the features, where the
 * encoder's features come later.
 */
public final class StyleGan2Task implements TrainingTask {

  private final Trainer trainer;

  private StyleGan2Task(Trainer trainer) {
    this.trainer = trainer;
  }

  /**
   * {@return a task in a state}
   *
   * @param engine what it computes with
   * @param settings how it trains
   * @param state where it begins; not needed afterwards
   * @throws CheckpointException if the weights do not fit the networks
   * @throws IOException if the archive for libtorch cannot be written
   */
  public static StyleGan2Task open(Engine engine, StyleGan2Settings settings, TrainingState state)
      throws IOException {
    CommonSettings common = settings.common();
    return new StyleGan2Task(
        Trainer.open(
            engine,
            common,
            state,
            file ->
                TrainingArchive.styleGan2(
                    file, state.networks(), common.options(), settings.mixing()),
            Batch::clear,
            List.of("g")));
  }

  @Override
  public Map<String, Double> step(long step, double rateFactor, List<Batch> microBatches) {
    return trainer.step(step, rateFactor, microBatches);
  }

  @Override
  public List<Tensor> samples(List<Batch> batches) {
    return trainer.samples(batches);
  }

  @Override
  public TrainingState state(long step, double rateFactor) {
    return trainer.state(step, rateFactor);
  }

  @Override
  public void restore(TrainingState state) {
    trainer.restore(state);
  }

  @Override
  public void close() {
    trainer.close();
  }
}
