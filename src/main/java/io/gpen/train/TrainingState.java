package io.gpen.train;

import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that a training needs to go on exactly from where it was: what is random is a function of the
 * seed and the step, so there is no random state. One that was read from a file holds the file open
 * until it is closed.
 *
 * @param step how many steps were made
 * @param rateFactor what the learning rates are multiplied by
 * @param networks {@code g}, {@code d} and {@code g_ema}, with the official names of their tensors
 * @param optimisers Adam's two moments of both networks, {@code g_first}, {@code g_second}, {@code
 *     d_first} and {@code d_second}, with the names of the parameters; empty before the first step
 * @param numbers what else the task remembers, by name
 */
public record TrainingState(
    long step,
    double rateFactor,
    Map<String, StateDict> networks,
    Map<String, StateDict> optimisers,
    Map<String, Double> numbers)
    implements AutoCloseable {

  /**
   * {@return the state before the first step}
   *
   * @param generator its weights, from which those that are averaged start as well
   * @param discriminator its weights
   */
  public static TrainingState initial(StateDict generator, StateDict discriminator) {
    return new TrainingState(
        0, 1, Map.of("g", generator, "d", discriminator, "g_ema", generator), Map.of(), Map.of());
  }

  /** {@return whether all values are finite} */
  boolean isFinite() {
    return numbers.values().stream().allMatch(Double::isFinite)
        && Stream.of(networks, optimisers)
            .flatMap(dicts -> dicts.values().stream())
            .flatMap(dict -> dict.tensors().values().stream())
            .filter(tensor -> tensor.dtype().isFloat())
            .allMatch(TrainingState::isFinite);
  }

  private static boolean isFinite(TensorSource tensor) {
    for (float value : tensor.floats()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    networks.values().forEach(StateDict::close);
    optimisers.values().forEach(StateDict::close);
  }
}
