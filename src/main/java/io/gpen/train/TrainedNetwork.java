package io.gpen.train;

import java.nio.file.Path;

/**
 * A network that helps to train others and is not changed.
 *
 * @param weights its checkpoint, for a loss
 * @param archive the same for libtorch, to measure with
 */
public record TrainedNetwork(Path weights, Path archive) {}
