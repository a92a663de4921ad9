package io.gpen.cli;

import io.gpen.batch.BatchRequest;
import io.gpen.engine.EngineOptions;

/**
 * Everything that {@code gpen restore} was asked for.
 *
 * @param batch the photos and what is to be done with them; its models are filled in when they have
 *     been found
 * @param models which networks
 * @param engine what the networks run on
 */
record RestoreJob(BatchRequest batch, ModelChoice models, EngineOptions engine) {}
