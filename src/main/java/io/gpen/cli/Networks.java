package io.gpen.cli;

import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.run.BatchRunner;
import io.gpen.detect.FaceDetector;
import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.AllocatorSettings;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineException;
import io.gpen.engine.EngineOptions;
import io.gpen.face.Face;
import io.gpen.files.Sha256;
import io.gpen.image.OpenCv;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.zoo.ConvertedModels;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opencv.core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workshop with real networks. */
final class Networks implements Workshop {

  /** The roles of models in the manifest. */
  private static final String GENERATOR = "generator";

  private static final String DETECTOR = "detector";

  private static final String PARSER = "parser";

  /** Made late: the help texts need no logging. */
  private static Logger log() {
    return LoggerFactory.getLogger(Networks.class);
  }

  @Override
  public BatchSummary restore(RestoreJob job, BatchListener listener, Interruption interruption) {
    Precision precision = Precisions.resolve(job.precision(), job.engine());
    BatchRequest request = job.batchWith(digests(job, precision));
    StartUp.reached("models known");
    loadOpenCv();
    StartUp.reached("OpenCV loaded");
    AllocatorSettings.current().hint().ifPresent(hint -> log().warn("{}", hint));
    BatchRunner runner = new BatchRunner();
    Interruption.Handle handle = interruption.onStop(runner::requestStop);
    try (Restorers restorers = new Restorers(job, precision)) {
      return runner.run(request, restorers, listener);
    } finally {
      handle.close();
    }
  }

  /** Models that are missing or wrong end the run here, even if no photo would need them. */
  private static SortedMap<String, Sha256> digests(RestoreJob job, Precision precision) {
    ModelChoice models = job.models();
    ConvertedModels converted = models.zoo().converted();
    SortedMap<String, Sha256> digests = new TreeMap<>();
    Sha256 generator = converted.digest(models.generatorFile());
    // Other weights of the same file are another model.
    Sha256 chosen =
        models
            .key()
            .map(key -> Sha256.of((generator + ":" + key).getBytes(StandardCharsets.UTF_8)))
            .orElse(generator);
    digests.put(GENERATOR, Precisions.identity(chosen, precision));
    if (!job.batch().restore().aligned()) {
      digests.put(DETECTOR, converted.digest(models.detectorFile()));
    }
    if (job.batch().restore().parses()) {
      digests.put(PARSER, converted.digest(models.parserFile()));
    }
    return digests;
  }

  @Override
  public FaceDetector detector(ModelChoice models, EngineOptions options) {
    loadOpenCv();
    ModelFile file = models.detectorFile();
    ConvertedModels.Ready ready =
        models.zoo().converted().get(file, Optional.empty(), Form.INFERENCE);
    Engine engine = Engine.start(options);
    try {
      return new EngineDetector(
          new RetinaFaceDetector(
              LoadedNetwork.of(engine, file, ready.archive(), ModelTask.DETECTION)),
          engine);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static void loadOpenCv() {
    try {
      OpenCv.load();
    } catch (LinkageError | UncheckedIOException e) {
      throw new EngineException("OpenCV does not work here: " + e.getMessage(), e);
    }
  }

  /** A detector that owns its engine. */
  private record EngineDetector(FaceDetector detector, Engine engine) implements FaceDetector {

    @Override
    public List<Face> detect(Mat photo, double minScore) {
      return detector.detect(photo, minScore);
    }

    @Override
    public void close() {
      detector.close();
      engine.close();
    }
  }
}
