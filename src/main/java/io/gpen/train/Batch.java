package io.gpen.train;

import io.gpen.engine.Tensor;

/**
 * Pictures for a step: float32 of the shape (pictures, 3, side, side), RGB, -1 to 1.
 *
 * @param clear the pictures as they should be
 * @param degraded the same pictures degraded, in the same order; null if none are needed
 */
public record Batch(Tensor clear, Tensor degraded) {}
