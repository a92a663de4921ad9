package io.gpen.train;

import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.evaluate.PerceptualDistance;
import io.gpen.files.Sha256;
import io.gpen.identity.IdentityNetwork;
import io.gpen.text.Wording;
import io.gpen.torchscript.Architecture;
import io.gpen.torchscript.GpenLayout;
import io.gpen.torchscript.NetworkDescription;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Trains networks from where their folder is on. */
public final class Training {

  private static final int DIGITS = 8;
  private static final double DECODER_OF_CASCADE = 0.1;

  private final TrainingRequest request;
  private final TrainingListener listener;
  private final BooleanSupplier stop;

  /**
   * Prepares a training.
   *
   * @param request what to train with
   * @param listener is told how it goes on
   * @param stop asked before each step
   */
  public Training(TrainingRequest request, TrainingListener listener, BooleanSupplier stop) {
    this.request = request;
    this.listener = listener;
    this.stop = stop;
  }

  /**
   * Trains StyleGAN2.
   *
   * @param layout the sizes of the generator
   * @param settings how it is trained
   * @param features a SqueezeNet 1.1, if the pictures that it draws are to be measured
   * @return why it ended
   * @throws TrainingUsageException if the folder holds a training with other settings
   * @throws IOException if pictures cannot be read or the folder cannot be written
   */
  public TrainingEnd styleGan2(
      GpenLayout layout, StyleGan2Settings settings, Optional<TrainedNetwork> features)
      throws IOException {
    SortedMap<String, String> names = common("stylegan2", layout);
    describe(settings, names);
    names.put("mirror", Boolean.toString(request.mirror()));
    names.put("perceptual_network", name(features));
    long seed = settings.common().seed();
    try (TrainingFolder folder = TrainingFolder.open(request.output(), names);
        Engine engine = Engine.start(request.engine());
        TrainingTask task = styleGan2(engine, folder, layout, settings)) {
      Optional<PerceptualDistance> network = features.map(files -> perceptual(engine, files));
      try {
        PictureFolder pictures = pictures(request.pictures(), layout);
        Inspection samples = new SampleGrid(pictures, layout.size(), network);
        return run(task, folder, pictures, seed, samples);
      } finally {
        network.ifPresent(PerceptualDistance::close);
      }
    }
  }

  /** The state is needed until the task has it: it may hold a file open, or fill the memory. */
  private static TrainingTask styleGan2(
      Engine engine, TrainingFolder folder, GpenLayout layout, StyleGan2Settings settings)
      throws IOException {
    long seed = settings.common().seed();
    try (TrainingState state =
        folder.state(layout.styleGan2Tensors()).orElseGet(() -> newStyleGan2(layout, seed))) {
      return StyleGan2Task.open(engine, settings, state);
    }
  }

  /**
   * Trains GPEN.
   *
   * @param gpen what it begins with and learns from
   * @param settings how it is trained
   * @return why it ended
   * @throws TrainingUsageException if the folder holds a training with other settings, or the size
   *     does not fit what the network begins with
   * @throws io.gpen.checkpoint.CheckpointException if that cannot be read
   * @throws IOException if pictures cannot be read or the folder cannot be written
   */
  public TrainingEnd gpen(GpenRequest gpen, GpenSettings settings) throws IOException {
    try (GpenStart start = GpenStart.of(gpen)) {
      GpenSettings complete = settings.decoderRate() > 0 ? settings : withRateFor(start, settings);
      SortedMap<String, String> names = common("gpen", start.layout());
      describe(complete, names);
      names.put("from", gpen.from().map(Path::toString).orElse("none"));
      names.put("start", gpen.identity() ? "identity" : "random");
      names.put("degradation", gpen.degradation());
      names.put("validation", digest(gpen.validation()));
      names.put("perceptual_network", name(gpen.perceptual()));
      names.put("identity_network", name(gpen.embedding()));
      try (TrainingFolder folder = TrainingFolder.open(request.output(), names);
          Engine engine = Engine.start(request.engine())) {
        return gpen(gpen, start, complete, folder, engine);
      }
    }
  }

  /**
   * The decoder of a trained StyleGAN2 learns at a tenth of the rate (section 3.2 of the paper).
   */
  private static GpenSettings withRateFor(GpenStart start, GpenSettings settings) {
    double rate = start.isCascade() ? DECODER_OF_CASCADE : 1;
    return new GpenSettings(settings.common(), settings.losses(), settings.detail(), rate);
  }

  private TrainingEnd gpen(
      GpenRequest gpen,
      GpenStart start,
      GpenSettings settings,
      TrainingFolder folder,
      Engine engine)
      throws IOException {
    Optional<IdentityNetwork> identity =
        gpen.embedding()
            .map(files -> load(engine, files, Architecture.MOBILEFACENET))
            .map(IdentityNetwork::new);
    Optional<PerceptualDistance> perceptual =
        gpen.perceptual().map(files -> perceptual(engine, files));
    try (TrainingTask task = task(gpen, start, settings, folder, engine)) {
      Validation validation =
          new Validation(
              pictures(gpen.validation(), start.layout()),
              request.degrader().orElseThrow(),
              request.batch(),
              identity,
              perceptual);
      PictureFolder pictures = pictures(request.pictures(), start.layout());
      return run(task, folder, pictures, settings.common().seed(), validation);
    } finally {
      identity.ifPresent(IdentityNetwork::close);
      perceptual.ifPresent(PerceptualDistance::close);
    }
  }

  private static TrainingTask task(
      GpenRequest gpen,
      GpenStart start,
      GpenSettings settings,
      TrainingFolder folder,
      Engine engine)
      throws IOException {
    long seed = settings.common().seed();
    Optional<StateDict> perceptual = gpen.perceptual().map(Training::open);
    Optional<StateDict> identity = gpen.embedding().map(Training::open);
    try (TrainingState state =
        folder
            .state(start.layout().tensors())
            .orElseGet(() -> start.state(gpen.identity(), seed))) {
      return GpenTask.open(engine, settings, state, perceptual, identity);
    } finally {
      perceptual.ifPresent(StateDict::close);
      identity.ifPresent(StateDict::close);
    }
  }

  private static PerceptualDistance perceptual(Engine engine, TrainedNetwork files) {
    Network network = load(engine, files, Architecture.SQUEEZENET);
    return new PerceptualDistance(network, Optional.empty());
  }

  private static Network load(Engine engine, TrainedNetwork files, Architecture needed) {
    Network network = engine.load(files.archive());
    Architecture found = NetworkDescription.fromJson(network.description()).architecture();
    if (found != needed) {
      network.close();
      throw new TrainingUsageException(
          Wording.format(
              "%s holds the weights of the network %s, and those of a %s are needed; name another"
                  + " model",
              files.weights(), found.title(), needed.title()));
    }
    return network;
  }

  private static StateDict open(TrainedNetwork files) {
    return CheckpointReader.open(files.weights());
  }

  private static String name(Optional<TrainedNetwork> files) {
    return files.map(helper -> helper.weights().getFileName().toString()).orElse("none");
  }

  private static TrainingState newStyleGan2(GpenLayout layout, long seed) {
    return TrainingState.initial(
        InitialWeights.styleGan2(layout, seed), InitialWeights.discriminator(layout, seed));
  }

  private PictureFolder pictures(SortedMap<String, Path> files, GpenLayout layout) {
    return new PictureFolder(files, layout.size(), request.maxPixels(), listener::warning);
  }

  private TrainingEnd run(
      TrainingTask task,
      TrainingFolder folder,
      PictureFolder pictures,
      long seed,
      Inspection inspection)
      throws IOException {
    BatchSource.Options options =
        new BatchSource.Options(
            request.batch(), request.accumulate(), seed, request.mirror(), request.degrader());
    listener.message("training with " + Wording.count(pictures.count(), "picture"));
    try (BatchSource source = new BatchSource(pictures, options, request.workers())) {
      return new TrainingLoop(task, source, folder, inspection, request.plan(), listener).run(stop);
    }
  }

  private SortedMap<String, String> common(String kind, GpenLayout layout) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("network", kind);
    settings.put("size", Integer.toString(layout.size()));
    settings.put("channels", layout.channels().toString());
    settings.put("batch", Integer.toString(request.batch()));
    settings.put("accumulate", Integer.toString(request.accumulate()));
    settings.put("pictures", digest(request.pictures()));
    return settings;
  }

  private static String digest(SortedMap<String, Path> pictures) {
    String names = String.join("\n", pictures.keySet());
    String digest = Sha256.of(names.getBytes(StandardCharsets.UTF_8)).hex();
    return Wording.format("%d (%s)", pictures.size(), digest.substring(0, DIGITS));
  }

  /** Adds the components of a record and of the records in it. */
  private static void describe(Record settings, Map<String, String> names) {
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(settings);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("the accessors of public records are public", e);
      }
      if (value instanceof Record inner) {
        describe(inner, names);
      } else {
        names.put(component.getName(), String.valueOf(value));
      }
    }
  }
}
