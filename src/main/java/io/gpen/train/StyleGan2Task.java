package io.gpen.train;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.engine.Engine;
import io.gpen.torchscript.TrainingArchive;
import java.io.IOException;
import java.util.List;

/**
 * Trains StyleGAN2 as GPEN has it inside: its noise is concatenated with the features, where the
 * encoder's features come later.
 */
public final class StyleGan2Task extends AdversarialTask {

  private StyleGan2Task(Loaded loaded, CommonSettings settings, TrainingState state) {
    super(loaded, settings, state, Batch::clear, List.of("g"), true);
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
    Loaded loaded =
        Loaded.of(
            engine,
            file ->
                TrainingArchive.styleGan2(
                    file, state.networks(), common.options(), settings.mixing()));
    return new StyleGan2Task(loaded, common, state);
  }
}
