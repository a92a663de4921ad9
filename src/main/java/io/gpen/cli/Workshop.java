package io.gpen.cli;

import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchSummary;
import io.gpen.detect.FaceDetector;
import io.gpen.engine.EngineOptions;

/** Does the work of the commands that need networks; replaced in tests. */
interface Workshop {

  /**
   * Restores many photos.
   *
   * @param job what is to be done
   * @param listener hears how it goes on
   * @param interruption asks the run to stop
   * @return what was done
   */
  BatchSummary restore(RestoreJob job, BatchListener listener, Interruption interruption);

  /**
   * {@return a detector that is ready, which the caller owns}
   *
   * @param models which detector
   * @param engine what it runs on
   */
  FaceDetector detector(ModelChoice models, EngineOptions engine);
}
