package io.gpen.cli;

import io.gpen.api.ModelChoice;
import io.gpen.batch.BatchRequest;
import io.gpen.engine.EngineOptions;
import io.gpen.tuning.PrecisionChoice;
import java.util.OptionalInt;

/**
 * Everything that {@code gpen restore} was asked for.
 *
 * @param batch the photos and what to do with them, without the digests of the models
 * @param models which networks
 * @param engine what the networks run on
 * @param precision what numbers the generator and the network that enlarges work in
 * @param tile the side of the pieces in which photos are enlarged; empty for what suits the model
 */
record RestoreJob(
    BatchRequest batch,
    ModelChoice models,
    EngineOptions engine,
    PrecisionChoice precision,
    OptionalInt tile) {}
