package io.gpen.train;

import io.gpen.checkpoint.StateDict;
import java.util.Map;

/**
 * All that a training needs to go on exactly from where it was: what is random is a function of the
 * seed and the step, so there is no random state.
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
    Map<String, Double> numbers) {}
