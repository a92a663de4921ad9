package io.gpen.train;

import io.gpen.checkpoint.StateDict;
import io.gpen.degrade.DegradationParameters;
import io.gpen.engine.Engine;
import io.gpen.files.Sha256;
import io.gpen.text.Wording;
import io.gpen.torchscript.GpenLayout;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Trains networks from where their folder is on. */
public final class Training {

  private static final int SAMPLE_COLUMNS = 8;
  private static final int DIGITS = 8;

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
   * @return why it ended
   * @throws TrainingUsageException if the folder holds a training with other settings
   * @throws IOException if pictures cannot be read or the folder cannot be written
   */
  public TrainingEnd styleGan2(GpenLayout layout, StyleGan2Settings settings) throws IOException {
    SortedMap<String, String> names = common("stylegan2", layout);
    describe(settings, names);
    long seed = settings.common().seed();
    try (TrainingFolder folder = TrainingFolder.open(request.output(), names);
        TrainingState state = folder.state().orElseGet(() -> newStyleGan2(layout, seed));
        Engine engine = Engine.start(request.engine());
        TrainingTask task = StyleGan2Task.open(engine, settings, state)) {
      Inspection samples = new SampleGrid(layout.size(), SAMPLE_COLUMNS);
      return run(task, folder, layout.size(), seed, Optional.empty(), samples);
    }
  }

  private static TrainingState newStyleGan2(GpenLayout layout, long seed) {
    StateDict generator = InitialWeights.styleGan2(layout, seed);
    StateDict discriminator = InitialWeights.discriminator(layout, seed);
    return new TrainingState(
        0, 1, Map.of("g", generator, "d", discriminator, "g_ema", generator), Map.of(), Map.of());
  }

  private TrainingEnd run(
      TrainingTask task,
      TrainingFolder folder,
      int size,
      long seed,
      Optional<DegradationParameters> degradation,
      Inspection inspection)
      throws IOException {
    PictureFolder pictures =
        new PictureFolder(request.pictures(), size, request.maxPixels(), listener::message);
    BatchSource.Options options =
        new BatchSource.Options(
            request.batch(), request.accumulate(), seed, request.mirror(), degradation);
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
    settings.put("mirror", Boolean.toString(request.mirror()));
    String names = String.join("\n", request.pictures().keySet());
    String digest = Sha256.of(names.getBytes(StandardCharsets.UTF_8)).hex();
    settings.put(
        "pictures",
        Wording.format("%d (%s)", request.pictures().size(), digest.substring(0, DIGITS)));
    return settings;
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
