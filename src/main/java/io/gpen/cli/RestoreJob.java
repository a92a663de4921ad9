package io.gpen.cli;

import io.gpen.batch.BatchRequest;
import io.gpen.engine.EngineOptions;
import io.gpen.files.Sha256;
import io.gpen.tuning.PrecisionChoice;
import java.util.SortedMap;

/**
 * Everything that {@code gpen restore} was asked for.
 *
 * @param batch the photos and what is to be done with them; without the digests of the models,
 *     which are looked for later
 * @param models which networks
 * @param engine what the networks run on
 * @param precision what numbers the generator works in
 */
record RestoreJob(
    BatchRequest batch, ModelChoice models, EngineOptions engine, PrecisionChoice precision) {

  BatchRequest batchWith(SortedMap<String, Sha256> digests) {
    return new BatchRequest(
        batch.inputs(),
        batch.output(),
        batch.recursive(),
        batch.excludes(),
        batch.restore(),
        batch.write(),
        digests,
        batch.saveFaces(),
        batch.compare(),
        batch.overwrite(),
        batch.dryRun(),
        batch.limit(),
        batch.maxTime(),
        batch.retryFailed(),
        batch.maxPixels(),
        batch.toolVersion());
  }
}
