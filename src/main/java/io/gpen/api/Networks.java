package io.gpen.api;

import io.gpen.batch.manifest.Manifest;
import io.gpen.detect.FaceDetector;
import io.gpen.detect.RetinaFaceDetector;
import io.gpen.engine.AllocatorSettings;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineException;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.enlarge.NetworkEnlarger;
import io.gpen.enlarge.PhotoEnlarger;
import io.gpen.face.ShareCurve;
import io.gpen.files.Sha256;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GpenGenerator;
import io.gpen.generate.ValueRange;
import io.gpen.identity.IdentityNetwork;
import io.gpen.image.OpenCv;
import io.gpen.paste.FaceParser;
import io.gpen.paste.ParseNetParser;
import io.gpen.restore.AlignedCropRestorer;
import io.gpen.restore.FacePhotoRestorer;
import io.gpen.restore.FaceTask;
import io.gpen.restore.Monochrome;
import io.gpen.restore.PhotoRestorer;
import io.gpen.restore.RestoreOptions;
import io.gpen.text.Wording;
import io.gpen.torchscript.Architecture;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.NetworkDescription;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.torchscript.WeightStorage;
import io.gpen.tuning.PrecisionChoice;
import io.gpen.tuning.Tuning;
import io.gpen.zoo.CatalogEntry;
import io.gpen.zoo.ConvertedModels;
import io.gpen.zoo.ConvertedModels.Ready;
import io.gpen.zoo.ModelException;
import io.gpen.zoo.ModelFile;
import io.gpen.zoo.ModelTask;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The networks of a restorer, loaded when they are needed, and the engine that runs them. */
final class Networks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Networks.class);

  /** The roles of models in the manifest. */
  private static final String GENERATOR = "generator";

  private static final String DETECTOR = "detector";
  private static final String PARSER = "parser";
  private static final String UPSCALER = "upscaler";
  private static final String IDENTITY = "identity";

  /** Not a model, but what the catalogue says of one; another curve gives other pixels. */
  private static final String SHARES = "share curve";

  private final ModelChoice models;
  private final EngineOptions options;
  private final PrecisionChoice precisionChoice;
  private final OptionalInt tile;

  /** Closes what was loaded, the last first. */
  private final Deque<Runnable> closing = new ArrayDeque<>();

  private Precision precision;
  private Engine engine;
  private FaceGenerator generator;
  private ModelTask generatorTask;
  private FaceDetector detector;
  private FaceParser parser;
  private PhotoEnlarger enlarger;
  private IdentityNetwork identity;

  Networks(ModelChoice models, EngineOptions options, PrecisionChoice precision, OptionalInt tile) {
    this.tile = tile;
    this.models = models;
    this.options = options;
    this.precisionChoice = precision;
  }

  /**
   * {@return role to digest of the models that some options need, and of what the catalogue says of
   * them that decides on pixels; no network is loaded}
   *
   * @throws ModelException if a model is missing or is not the one that the catalogue knows
   */
  SortedMap<String, Sha256> digests(RestoreOptions restore) {
    ConvertedModels converted = models.zoo().converted();
    SortedMap<String, Sha256> digests = new TreeMap<>();
    ModelFile generating = models.generatorFile(restore.task());
    digests.put(GENERATOR, identity(converted.digest(generating), models.key(), precision()));
    if (restore.paste().blend()) {
      byte[] curve = shares(generating).toString().getBytes(StandardCharsets.UTF_8);
      digests.put(SHARES, Sha256.of(curve));
    }
    if (!restore.aligned()) {
      digests.put(DETECTOR, converted.digest(models.detectorFile()));
    }
    if (restore.parses()) {
      digests.put(PARSER, converted.digest(models.parserFile()));
    }
    if (restore.enlarges()) {
      Sha256 used = converted.digest(models.upscalerFile());
      digests.put(UPSCALER, identity(used, Optional.empty(), precision()));
    }
    if (restore.guards().comparesIdentity()) {
      digests.put(IDENTITY, converted.digest(models.identityFile()));
    }
    return digests;
  }

  /** {@return what the generator is called; no network is loaded} */
  String generatorName(FaceTask task) {
    return models.generatorFile(task).name();
  }

  /** {@return what the network that enlarges is called, with the SHA-256 of its weights} */
  Optional<String> upscalerName(RestoreOptions restore) {
    if (!restore.enlarges()) {
      return Optional.empty();
    }
    ModelFile upscaler = models.upscalerFile();
    Sha256 weights = models.zoo().converted().digest(upscaler);
    return Optional.of(upscaler.name() + " (SHA-256 " + weights + ")");
  }

  /**
   * {@return the identity of a generator in the manifest: other weights of the same file are
   * another model, and so are the same weights in bf16, which changes pixels}
   */
  static Sha256 identity(Sha256 weights, Optional<String> key, Precision precision) {
    Sha256 chosen = key.map(name -> combined(weights, name)).orElse(weights);
    return precision == Precision.FP32 ? chosen : combined(chosen, precision.toString());
  }

  private static Sha256 combined(Sha256 digest, String text) {
    return Sha256.of((digest + ":" + text).getBytes(StandardCharsets.UTF_8));
  }

  private Precision precision() {
    if (precision == null) {
      precision = precisionChoice.precision(options.device());
    }
    return precision;
  }

  /**
   * Keeps the automatic precision that an output folder's photos were made in: on another machine
   * it must not do a whole archive again.
   *
   * @param output the output folder
   * @param task what is done to the faces
   */
  synchronized void keepPrecisionOf(Path output, FaceTask task) {
    if (precisionChoice != PrecisionChoice.AUTO) {
      return;
    }
    Precision machine = precisionChoice.precision(options.device());
    Sha256 weights = models.zoo().converted().digest(models.generatorFile(task));
    Precision kept = lastPrecision(output, weights, models.key()).orElse(machine);
    if (kept != machine) {
      LOG.info(
          "{}, as the photos in {} were made before (this machine would choose {}: --precision {},"
              + " which does them again)",
          kept,
          output,
          machine,
          machine);
    }
    if (kept != precision) {
      precision = kept;
      generator = null;
      enlarger = null;
    }
  }

  /** {@return the precision that a generator last worked in for a folder, if it did} */
  static Optional<Precision> lastPrecision(Path output, Sha256 weights, Optional<String> key) {
    Map<Sha256, Precision> identities = new HashMap<>();
    for (Precision precision : Precision.values()) {
      identities.put(identity(weights, key, precision), precision);
    }
    return Manifest.lastModel(output, GENERATOR, identities.keySet()).map(identities::get);
  }

  /**
   * {@return a restorer with the networks that some options need, which stay with this object}
   *
   * @throws ModelException if a model is missing or is for another task
   * @throws EngineException if OpenCV, libtorch or the device does not work
   */
  synchronized PhotoRestorer restorer(RestoreOptions restore) {
    ModelTask task = ModelChoice.modelTask(restore.task());
    if (task != generatorTask) {
      generator = null;
    }
    if (generator == null
        || detector == null && !restore.aligned()
        || parser == null && restore.parses()
        || enlarger == null && restore.enlarges()
        || identity == null && restore.guards().comparesIdentity()) {
      load(restore);
    }
    return restore.aligned()
        ? new AlignedCropRestorer(generator, Optional.ofNullable(identity), restore)
        : new FacePhotoRestorer(
            detector,
            generator,
            Optional.ofNullable(parser).filter(p -> restore.parses()),
            Optional.ofNullable(enlarger).filter(e -> restore.enlarges()),
            Optional.ofNullable(identity),
            restore);
  }

  private void load(RestoreOptions restore) {
    loadOpenCv();
    reached("OpenCV loaded");
    // Archives first: a model that is missing must not cost the start of the engine.
    Ready generating =
        archive(models.generatorFile(restore.task()), models.key(), Variant.generator(precision()));
    Optional<Ready> detecting =
        restore.aligned() ? Optional.empty() : Optional.of(archive(models.detectorFile()));
    Optional<Ready> parsing =
        restore.parses() ? Optional.of(archive(models.parserFile())) : Optional.empty();
    Optional<Ready> enlarging =
        restore.enlarges() ? Optional.of(upscalerArchive()) : Optional.empty();
    Optional<Ready> identifying =
        restore.guards().comparesIdentity()
            ? Optional.of(archive(models.identityFile()))
            : Optional.empty();
    reached("archives there");
    if (engine == null) {
      start(restore.mono() == RestoreOptions.Mono.AUTO);
      LOG.info(
          "{} on {} ({}), {} threads, {}",
          Stream.of(Optional.of(generating), detecting, parsing, enlarging)
              .flatMap(Optional::stream)
              .map(model -> model.source().name())
              .collect(Collectors.joining(" and ")),
          engine.info().device(),
          engine.info().deviceReason(),
          engine.info().threads(),
          precision());
    }
    if (generator == null) {
      generatorTask = ModelChoice.modelTask(restore.task());
      generator = generator(generating, generatorTask);
      if (generatorTask == ModelTask.RESTORATION) {
        suggestLarger(generating.source());
      }
    }
    if (detector == null && detecting.isPresent()) {
      detector = new RetinaFaceDetector(network(detecting.get(), ModelTask.DETECTION));
    }
    if (parser == null && parsing.isPresent()) {
      parser = new ParseNetParser(network(parsing.get(), ModelTask.PARSING));
    }
    if (enlarger == null && enlarging.isPresent()) {
      enlarger = enlarger(enlarging.get(), restore.upscale());
    }
    if (identity == null && identifying.isPresent()) {
      identity = new IdentityNetwork(network(identifying.get(), ModelTask.IDENTITY));
    }
    reached("networks loaded");
  }

  private PhotoEnlarger enlarger(Ready model, int factor) {
    PhotoEnlarger loaded = NetworkEnlarger.of(network(model, ModelTask.UPSCALING), tile);
    if (factor > loaded.largestFactor()) {
      throw new ModelException(
          Wording.format(
              "%s enlarges photos %s, not %d times: choose another --upscale, or name a model that"
                  + " enlarges more with --upscaler",
              model.source().name(), Wording.count(loaded.largestFactor(), "time"), factor));
    }
    return loaded;
  }

  private Ready upscalerArchive() {
    Variant variant = new Variant(Form.INFERENCE, precision(), WeightStorage.EXACT);
    return archive(models.upscalerFile(), Optional.empty(), variant);
  }

  /** {@return the detector alone, which stays with this object} */
  synchronized FaceDetector detector() {
    if (detector == null) {
      loadOpenCv();
      Ready detecting = archive(models.detectorFile());
      start(false);
      detector = new RetinaFaceDetector(network(detecting, ModelTask.DETECTION));
    }
    return detector;
  }

  /** Logs how long after the start of Java the start of the networks has reached a point. */
  private static void reached(String what) {
    if (LOG.isDebugEnabled()) {
      long now = System.currentTimeMillis();
      LOG.debug("{} ms: {}", now - ManagementFactory.getRuntimeMXBean().getStartTime(), what);
    }
  }

  private static void loadOpenCv() {
    try {
      OpenCv.load();
    } catch (LinkageError | UncheckedIOException e) {
      throw new EngineException("OpenCV does not work here: " + e.getMessage(), e);
    }
  }

  private void start(boolean withColourTables) {
    AllocatorSettings.current().hint().ifPresent(LOG::warn);
    CompletableFuture<Void> tables =
        withColourTables
            ? CompletableFuture.runAsync(Monochrome::computeTables)
            : CompletableFuture.completedFuture(null);
    try {
      engine = Engine.start(options);
      closing.push(engine::close);
    } finally {
      // The measurements that follow need an idle machine. A failure here shows up again when the
      // tables are used.
      tables.exceptionally(thrown -> null).join();
    }
    reached("libtorch loaded");
  }

  /**
   * {@return the generator of a model; all that {@link ModelTask#suits} lets restore faces are
   * GPENs, and another family of generators is chosen here, by the architecture}
   */
  private FaceGenerator generator(Ready model, ModelTask task) {
    Network network = network(model, task);
    LOG.debug("Winograd at the levels of {} pixels", Tuning.of(engine).prepare(network));
    return GpenGenerator.of(
        network,
        !engine.info().isCpu(),
        task == ModelTask.SEGMENTATION_TO_FACE ? ValueRange.UNIT : ValueRange.SIGNED,
        shares(model.source()));
  }

  private static ShareCurve shares(ModelFile generator) {
    return generator.entry().flatMap(CatalogEntry::shares).orElse(ShareCurve.DEFAULT);
  }

  /** {@return a network of the kind that a task needs} */
  private Network network(Ready model, ModelTask task) {
    Network network = load(engine, model, task);
    closing.push(network::close);
    return network;
  }

  /**
   * {@return a network, which the caller owns}
   *
   * @throws ModelException if it is not of a kind that the task needs
   */
  static Network load(Engine engine, Ready model, ModelTask task) {
    Network network = engine.load(model.archive());
    Architecture architecture = NetworkDescription.fromJson(network.description()).architecture();
    if (!task.suits(architecture)) {
      network.close();
      throw new ModelException(
          Wording.format(
              "%s holds the weights of the network %s, which is not for %s; name another model",
              model.source().path(), architecture.title(), task.words()));
    }
    return network;
  }

  private Ready archive(ModelFile model) {
    return archive(model, Optional.empty(), Variant.of(Form.INFERENCE));
  }

  private Ready archive(ModelFile model, Optional<String> key, Variant variant) {
    ConvertedModels converted = models.zoo().converted();
    if (!converted.isConverted(model, variant)) {
      LOG.info("converting {} (once only)", model.name());
    }
    return converted.get(model, key, variant);
  }

  /** A model in the folder changes nothing by itself, but whoever put it there may expect it to. */
  private void suggestLarger(ModelFile used) {
    models
        .zoo()
        .largerThan(generator.size())
        .ifPresent(
            entry ->
                LOG.info(
                    "{} works on {} pixels; {} is here and works on {}: use it with -m {}",
                    used.name(),
                    generator.size(),
                    entry.name(),
                    entry.size(),
                    entry.name()));
  }

  @Override
  public synchronized void close() {
    while (!closing.isEmpty()) {
      closing.pop().run();
    }
  }
}
