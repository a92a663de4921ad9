package io.gpen.cli;

import io.gpen.api.FaceFinder;
import io.gpen.api.FaceRestorer;
import io.gpen.api.ModelChoice;
import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchSummary;
import io.gpen.engine.EngineOptions;

/** Does the work of the commands that need networks; tests replace it. */
interface RestoreService {

  /**
   * Restores many photos.
   *
   * @param job what to do
   * @param listener is told of each photo
   * @param interruption asks the run to stop
   * @return what was done
   */
  BatchSummary restore(RestoreJob job, BatchListener listener, Interruption interruption);

  /**
   * {@return a finder of faces with its model loaded, which the caller owns}
   *
   * @param models which detector
   * @param engine what it runs on
   * @param maxPixels photos of more pixels are refused
   */
  FaceFinder finder(ModelChoice models, EngineOptions engine, long maxPixels);

  /** The service that runs the real networks. */
  final class WithNetworks implements RestoreService {

    @Override
    public BatchSummary restore(RestoreJob job, BatchListener listener, Interruption interruption) {
      try (FaceRestorer restorer =
          builder(job.models(), job.engine())
              .precision(job.precision().toString())
              .tile(job.tile())
              .build()) {
        Interruption.Handle handle = interruption.onStop(restorer::requestStop);
        try {
          return restorer.restoreAll(job.batch(), listener);
        } finally {
          handle.close();
        }
      }
    }

    @Override
    public FaceFinder finder(ModelChoice models, EngineOptions engine, long maxPixels) {
      return builder(models, engine).maxPixels(maxPixels).buildFinder();
    }

    private static FaceRestorer.Builder builder(ModelChoice models, EngineOptions engine) {
      return FaceRestorer.builder()
          .models(models)
          .device(engine.device().toString())
          .threads(engine.threads());
    }
  }
}
