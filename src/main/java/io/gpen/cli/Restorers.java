package io.gpen.cli;

import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GpenGenerator;
import io.gpen.restore.AlignedCropRestorer;
import io.gpen.restore.FacePhotoRestorer;
import io.gpen.restore.PhotoRestorer;
import io.gpen.restore.RestoreOptions;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.tuning.Tuning;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ConvertedModels;
import io.gpen.zoo.ModelFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the restorer of a run when its first photo needs it; owns the engine behind it. */
final class Restorers implements Supplier<PhotoRestorer>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Restorers.class);

  private final RestoreJob job;
  private final Precision precision;
  private final ConvertedModels converted;
  private Engine engine;

  Restorers(RestoreJob job, Precision precision) {
    this.job = job;
    this.precision = precision;
    this.converted = job.models().zoo().converted();
  }

  @Override
  public PhotoRestorer get() {
    RestoreOptions options = job.batch().restore();
    ModelFile generatorFile = job.models().generatorFile();
    Path generatorArchive = archive(generatorFile, job.models().key(), precision);
    Optional<ModelFile> detectorFile =
        options.aligned() ? Optional.empty() : Optional.of(job.models().detectorFile());
    Optional<Path> detectorArchive =
        detectorFile.map(file -> archive(file, Optional.empty(), Precision.FP32));
    engine = Engine.start(job.engine());
    LOG.info(
        "{}{} on {} ({}), {} threads, {}",
        generatorFile.name(),
        detectorFile.map(file -> " and " + file.name()).orElse(""),
        engine.info().device(),
        engine.info().deviceReason(),
        engine.info().threads(),
        precision);
    FaceGenerator generator = GpenGenerator.of(network(generatorArchive));
    tellOfLarger(generatorFile, generator.size());
    return detectorArchive
        .<PhotoRestorer>map(
            archive ->
                new FacePhotoRestorer(
                    new RetinaFaceDetector(engine.load(archive)), generator, options))
        .orElseGet(() -> new AlignedCropRestorer(generator, options));
  }

  private Network network(Path archive) {
    Network network = engine.load(archive);
    if (precision == Precision.FP32) {
      LOG.debug("Winograd on the levels of {} pixels", Tuning.of(engine).prepare(network));
    }
    return network;
  }

  private Path archive(ModelFile model, Optional<String> key, Precision wanted) {
    Variant variant = new Variant(Form.INFERENCE, wanted);
    if (!converted.isConverted(model.path(), variant)) {
      LOG.info("converting {}, this once", model.name());
    }
    return converted.get(model, key, variant).archive();
  }

  /** A file that lies in a folder changes nothing by itself, but its owner may wait for it to. */
  private void tellOfLarger(ModelFile used, int size) {
    Optional<CatalogEntry> larger = job.models().zoo().largerThan(size);
    larger.ifPresent(
        entry ->
            LOG.info(
                "{} works on {} pixels; {} is here and works on {}: use it with -m {}",
                used.name(),
                size,
                entry.name(),
                entry.size(),
                entry.name()));
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
    }
  }
}
