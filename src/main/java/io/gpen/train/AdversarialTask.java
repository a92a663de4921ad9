package io.gpen.train;

import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Engine;
import io.gpen.engine.Tensor;
import io.gpen.engine.TrainableNetwork;
import io.gpen.torchscript.TrainingArchive;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A generator and a discriminator in training, the steps of which are those of train_simple.py of
 * the reference.
 */
class AdversarialTask implements TrainingTask {

  private static final String PATH_LENGTH = "meanPathLength";
  private static final String G_UPDATES = "gUpdates";
  private static final String D_UPDATES = "dUpdates";

  /** Writes the archive of a training. */
  @FunctionalInterface
  interface Writer {
    TrainingArchive write(Path target) throws IOException;
  }

  /** What random numbers are for. */
  private enum Phase {
    DISCRIMINATOR,
    R1,
    GENERATOR,
    PATH,
    SAMPLES
  }

  private final TrainableNetwork network;
  private final TrainingArchive archive;
  private final CommonSettings settings;
  private final Function<Batch, Tensor> source;
  private final List<String> losses;
  private final boolean judged;

  /** For each network the names of all its tensors, and those that do not change. */
  private final Map<String, Map<String, TensorSource>> tensors = new LinkedHashMap<>();

  private double meanPathLength;
  private long generatorUpdates;
  private long discriminatorUpdates;

  /**
   * A training in libtorch.
   *
   * @param network its methods, owned by the task
   * @param archive what it was loaded from
   */
  record Loaded(TrainableNetwork network, TrainingArchive archive) {

    static Loaded of(Engine engine, Writer writer) throws IOException {
      Path file = Files.createTempFile("gpen-training", ".pt");
      try {
        TrainingArchive archive = writer.write(file);
        return new Loaded(engine.loadTrainable(file), archive);
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * Takes a training that is loaded.
   *
   * @param loaded its networks
   * @param settings how it trains
   * @param state what they were written from; not needed afterwards
   * @param source what of a batch the generator makes pictures from
   * @param losses the names of what the generator's method gives
   * @param judged whether the discriminator is needed, and trained
   */
  AdversarialTask(
      Loaded loaded,
      CommonSettings settings,
      TrainingState state,
      Function<Batch, Tensor> source,
      List<String> losses,
      boolean judged) {
    this.network = loaded.network();
    this.archive = loaded.archive();
    this.settings = settings;
    this.source = source;
    this.losses = losses;
    this.judged = judged;
    state.networks().forEach(this::remember);
    restoreOptimisers(state);
  }

  private void remember(String name, StateDict weights) {
    List<String> changing = names(name);
    Map<String, TensorSource> kept = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (key, tensor) ->
                kept.put(
                    key,
                    changing.contains(key)
                        ? TensorSource.of(new float[0], 0)
                        : TensorSource.of(tensor.floats(), tensor.shape())));
    tensors.put(name, kept);
  }

  private List<String> names(String network) {
    return network.startsWith("g") ? archive.generator() : archive.discriminator();
  }

  @Override
  public final Map<String, Double> step(long step, double rateFactor, List<Batch> batches) {
    Map<String, Double> values = new LinkedHashMap<>();
    double rate = settings.rate() * rateFactor;
    if (judged) {
      stepDiscriminator(step, rate, batches, values);
    }
    stepGenerator(step, rate, batches, values);
    call("average", number(settings.averageDecay(step + 1)));
    return values;
  }

  private void stepDiscriminator(
      long step, double rate, List<Batch> batches, Map<String, Double> values) {
    double share = 1.0 / batches.size();
    for (int i = 0; i < batches.size(); i++) {
      Tensor real = batches.get(i).clear();
      seed(step, Phase.DISCRIMINATOR, i);
      List<Tensor> found = call("d_gradients", number(share), real, source.apply(batches.get(i)));
      add(values, share, found, "d", "real_score", "fake_score");
    }
    updateDiscriminator(rate, values);
    if (settings.r1() > 0 && step % settings.r1Every() == 0) {
      double factor = share * settings.r1() / 2 * settings.r1Every();
      for (int i = 0; i < batches.size(); i++) {
        seed(step, Phase.R1, i);
        add(values, share, call("r1_gradients", number(factor), batches.get(i).clear()), "r1");
      }
      updateDiscriminator(rate, values);
    }
  }

  private void stepGenerator(
      long step, double rate, List<Batch> batches, Map<String, Double> values) {
    double share = 1.0 / batches.size();
    for (int i = 0; i < batches.size(); i++) {
      seed(step, Phase.GENERATOR, i);
      Tensor input = source.apply(batches.get(i));
      List<Tensor> found = call("g_gradients", number(share), input, batches.get(i).clear());
      add(values, share, found, losses.toArray(String[]::new));
    }
    updateGenerator(rate, values);
    if (settings.path() > 0 && step % settings.pathEvery() == 0) {
      double factor = share * settings.path() * settings.pathEvery();
      for (int i = 0; i < batches.size(); i++) {
        seed(step, Phase.PATH, i);
        path(factor, shrunk(source.apply(batches.get(i))), share, values);
      }
      updateGenerator(rate, values);
    }
  }

  private void path(double factor, Tensor input, double share, Map<String, Double> values) {
    List<Tensor> found = call("path_gradients", number(factor), number(meanPathLength), input);
    meanPathLength = found.get(1).data().get(0);
    add(values, share, found, "path", "path_length");
  }

  private void updateDiscriminator(double rate, Map<String, Double> values) {
    discriminatorUpdates++;
    update("d_update", settings.discriminatorShare() * rate, discriminatorUpdates)
        .forEach(norm -> values.merge("d_gradient", norm, Math::max));
  }

  private void updateGenerator(double rate, Map<String, Double> values) {
    generatorUpdates++;
    update("g_update", settings.generatorShare() * rate, generatorUpdates)
        .forEach(norm -> values.merge("g_gradient", norm, Math::max));
  }

  private List<Double> update(String method, double rate, long updates) {
    return call(method, number(rate), number(updates)).stream()
        .map(norm -> (double) norm.data().get(0))
        .toList();
  }

  private Tensor shrunk(Tensor input) {
    int[] shape = input.shape().clone();
    int pictures = Math.max(1, shape[0] / settings.pathShrink());
    int values = input.data().limit() / shape[0] * pictures;
    shape[0] = pictures;
    return new Tensor(input.data().duplicate().limit(values), shape);
  }

  private static void add(
      Map<String, Double> values, double share, List<Tensor> found, String... names) {
    for (int i = 0; i < names.length; i++) {
      values.merge(names[i], share * found.get(i).data().get(0), Double::sum);
    }
  }

  @Override
  public final List<Tensor> samples(List<Batch> batches) {
    List<Tensor> samples = new ArrayList<>();
    for (Batch batch : batches) {
      seed(0, Phase.SAMPLES, samples.size());
      samples.add(call("samples", source.apply(batch)).get(0));
    }
    return samples;
  }

  private void seed(long step, Phase phase, int batch) {
    network.seed(Seeds.of(settings.seed(), step, phase.ordinal(), batch));
  }

  List<Tensor> call(String method, Tensor... arguments) {
    return network.call(method, List.of(arguments));
  }

  static Tensor number(double value) {
    return new Tensor(FloatBuffer.wrap(new float[] {(float) value}));
  }

  @Override
  public final TrainingState state(long step, double rateFactor) {
    Map<String, StateDict> networks = new LinkedHashMap<>();
    tensors.forEach((name, all) -> networks.put(name, weights(name, all)));
    Map<String, StateDict> optimisers = new LinkedHashMap<>();
    if (generatorUpdates > 0) {
      addMoments(optimisers, "g");
    }
    if (discriminatorUpdates > 0) {
      addMoments(optimisers, "d");
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(PATH_LENGTH, meanPathLength);
    numbers.put(G_UPDATES, (double) generatorUpdates);
    numbers.put(D_UPDATES, (double) discriminatorUpdates);
    return new TrainingState(step, rateFactor, networks, optimisers, numbers);
  }

  private StateDict weights(String name, Map<String, TensorSource> all) {
    Map<String, TensorSource> weights = new LinkedHashMap<>(all);
    weights.putAll(named(names(name), call(name + "_parameters")));
    return new StateDict(weights);
  }

  private void addMoments(Map<String, StateDict> optimisers, String name) {
    List<Tensor> moments = call(name + "_moments");
    int half = moments.size() / 2;
    optimisers.put(name + "_first", new StateDict(named(names(name), moments.subList(0, half))));
    optimisers.put(
        name + "_second", new StateDict(named(names(name), moments.subList(half, moments.size()))));
  }

  private static Map<String, TensorSource> named(List<String> names, List<Tensor> tensors) {
    Map<String, TensorSource> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Tensor tensor = tensors.get(i);
      float[] values = new float[tensor.data().limit()];
      tensor.data().get(0, values);
      long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
      named.put(names.get(i), TensorSource.of(values, shape));
    }
    return named;
  }

  @Override
  public final void restore(TrainingState state) {
    state
        .networks()
        .forEach(
            (name, weights) -> network.call("set_" + name, values(List.of(weights), names(name))));
    restoreOptimisers(state);
  }

  private void restoreOptimisers(TrainingState state) {
    Map<String, Double> numbers = state.numbers();
    meanPathLength = numbers.getOrDefault(PATH_LENGTH, 0.0);
    generatorUpdates = numbers.getOrDefault(G_UPDATES, 0.0).longValue();
    discriminatorUpdates = numbers.getOrDefault(D_UPDATES, 0.0).longValue();
    for (String name : List.of("g", "d")) {
      StateDict first = state.optimisers().get(name + "_first");
      if (first != null) {
        List<StateDict> moments = List.of(first, state.optimisers().get(name + "_second"));
        network.call("set_" + name + "_moments", values(moments, names(name)));
      }
    }
  }

  private static List<Tensor> values(List<StateDict> weights, List<String> names) {
    List<Tensor> values = new ArrayList<>();
    for (StateDict dict : weights) {
      for (String name : names) {
        TensorSource tensor = dict.get(name);
        int[] shape = Arrays.stream(tensor.shape()).mapToInt(Math::toIntExact).toArray();
        values.add(new Tensor(FloatBuffer.wrap(tensor.floats()), shape));
      }
    }
    return values;
  }

  @Override
  public final void close() {
    network.close();
  }
}
