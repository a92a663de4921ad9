package io.gpen.cli;

import io.gpen.detect.FaceDetector;
import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GpenGenerator;
import io.gpen.paste.FaceParser;
import io.gpen.paste.ParseNetParser;
import io.gpen.restore.AlignedCropRestorer;
import io.gpen.restore.FacePhotoRestorer;
import io.gpen.restore.Monochrome;
import io.gpen.restore.PhotoRestorer;
import io.gpen.restore.RestoreOptions;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.tuning.Tuning;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ConvertedModels;
import io.gpen.zoo.ConvertedModels.Ready;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    ModelChoice models = job.models();
    Ready restoring = ready(models.generatorFile(), models.key(), Variant.generator(precision));
    Optional<Ready> finding =
        options.aligned() ? Optional.empty() : Optional.of(ready(models.detectorFile()));
    Optional<Ready> parsing =
        options.parses() ? Optional.of(ready(models.parserFile())) : Optional.empty();
    StartUp.reached("archives there");
    CompletableFuture<Void> tables = CompletableFuture.runAsync(this::computeTables);
    try {
      engine = Engine.start(job.engine());
    } finally {
      // What is measured next must be measured with nothing else going on. Whoever needs the tables
      // asks for them again, and hears of whatever went wrong here.
      tables.exceptionally(thrown -> null).join();
    }
    StartUp.reached("libtorch loaded");
    LOG.info(
        "{} on {} ({}), {} threads, {}",
        Stream.concat(Stream.of(restoring), Stream.concat(finding.stream(), parsing.stream()))
            .map(model -> model.source().name())
            .collect(Collectors.joining(" and ")),
        engine.info().device(),
        engine.info().deviceReason(),
        engine.info().threads(),
        precision);
    return restorer(restoring, finding, parsing, options);
  }

  private PhotoRestorer restorer(
      Ready restoring, Optional<Ready> finding, Optional<Ready> parsing, RestoreOptions options) {
    Network network = load(restoring, ModelTask.RESTORATION);
    Optional<FaceDetector> faces =
        finding.map(model -> new RetinaFaceDetector(load(model, ModelTask.DETECTION)));
    Optional<FaceParser> parts =
        parsing.map(model -> new ParseNetParser(load(model, ModelTask.PARSING)));
    tune(network);
    FaceGenerator generator = StartUp.watched(GpenGenerator.on(engine.info(), network));
    StartUp.reached("networks loaded");
    tellOfLarger(restoring.source(), generator.size());
    return faces
        .<PhotoRestorer>map(found -> new FacePhotoRestorer(found, generator, parts, options))
        .orElseGet(() -> new AlignedCropRestorer(generator, options));
  }

  private void computeTables() {
    if (job.batch().restore().mono() == RestoreOptions.Mono.AUTO) {
      Monochrome.computeTables();
    }
  }

  private void tune(Network generator) {
    List<Integer> sides = Tuning.of(engine).prepare(generator);
    LOG.debug("Winograd on the levels of {} pixels", sides);
  }

  private Network load(Ready model, ModelTask task) {
    return LoadedNetwork.of(engine, model.source(), model.archive(), task);
  }

  private Ready ready(ModelFile model) {
    return ready(model, Optional.empty(), Variant.of(Form.INFERENCE));
  }

  private Ready ready(ModelFile model, Optional<String> key, Variant variant) {
    if (!converted.isConverted(model.path(), variant)) {
      LOG.info("converting {}, this once", model.name());
    }
    return converted.get(model, key, variant);
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
