package io.gpen.train;

import io.gpen.engine.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The networks that are trained together and the arithmetic of their steps. One thread at a time
 * may use it. Owns native memory: close it.
 */
public interface TrainingTask extends AutoCloseable {

  /**
   * Makes one step, with those regularisers that are due at it. Equal states, steps and pictures
   * give equal results.
   *
   * @param step the number of the step, from 0
   * @param rateFactor what the learning rates are multiplied by
   * @param microBatches the pictures; their gradients are added up
   * @return what is logged of the step, losses first, name to value in the order of the log; a
   *     value that is not finite says that the step failed
   */
  Map<String, Double> step(long step, double rateFactor, List<Batch> microBatches);

  /**
   * {@return pictures by the averaged generator, one tensor for each batch} Of latents that are the
   * same every time, as many as there are clear pictures, or the degraded pictures restored.
   *
   * @param batches how many pictures, or which
   */
  List<Tensor> samples(List<Batch> batches);

  /**
   * {@return the state, copied}
   *
   * @param step how many steps were made
   * @param rateFactor what the learning rates are multiplied by
   */
  TrainingState state(long step, double rateFactor);

  /**
   * Goes to a state.
   *
   * @param state a state of networks of the same shapes
   */
  void restore(TrainingState state);

  @Override
  void close();
}
