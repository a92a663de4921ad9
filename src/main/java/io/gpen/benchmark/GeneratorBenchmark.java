package io.gpen.benchmark;

import io.gpen.benchmark.GeneratorArchives.Archive;
import io.gpen.benchmark.GeneratorFigures.Ceiling;
import io.gpen.benchmark.GeneratorFigures.Measured;
import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.torchscript.GpenLayout;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.ConvolutionSize;
import io.gpen.tuning.ConvolutionTimer;
import io.gpen.tuning.ConvolutionTimer.Way;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Times the forms of the generator against each other and against one large convolution, all loaded
 * at the same time.
 */
final class GeneratorBenchmark implements AutoCloseable {

  /** A convolution of the generator's level of 256 pixels. */
  static final ConvolutionSize LARGE = new ConvolutionSize(256, 128, 256, 256);

  private static final long SEED = 7;

  private final Engine engine;
  private final List<Archive> archives;
  private final List<Network> networks = new ArrayList<>();
  private final List<Precision> precisions = new ArrayList<>();
  private final List<ConvolutionTimer> convolutions = new ArrayList<>();

  private GeneratorBenchmark(Engine engine, List<Archive> archives) {
    this.engine = engine;
    this.archives = archives;
  }

  /**
   * {@return the figures}
   *
   * @param subject the generator
   * @param archives its forms; the first is what the others are compared with
   */
  static GeneratorFigures run(
      Engine engine, Subject subject, List<Archive> archives, Rounds rounds) {
    try (GeneratorBenchmark benchmark = new GeneratorBenchmark(engine, archives)) {
      benchmark.load();
      return benchmark.time(subject.name(), subject.layout(), rounds);
    }
  }

  /** {@return uniform noise of -1..1 as input, [1, 3, size, size], the same in every run} */
  static Tensor crop(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[3 * size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return new Tensor(FloatBuffer.wrap(values), 1, 3, size, size);
  }

  private void load() {
    for (Archive archive : archives) {
      networks.add(archive.open(engine));
      if (!precisions.contains(archive.precision())) {
        precisions.add(archive.precision());
        convolutions.add(ConvolutionTimer.open(engine, LARGE, Way.direct(archive.precision())));
      }
    }
  }

  private GeneratorFigures time(String name, GpenLayout layout, Rounds rounds) {
    Tensor crop = crop(layout.size());
    List<float[]> outputs = new ArrayList<>();
    List<Rounds.Work> works = new ArrayList<>();
    for (int i = 0; i < archives.size(); i++) {
      Network network = networks.get(i);
      outputs.add(values(network.run(crop).get(0)));
      works.add(Rounds.Work.here(archives.get(i).name(), () -> network.run(crop)));
    }
    for (ConvolutionTimer convolution : convolutions) {
      works.add(Rounds.Work.here("large 3x3 convolution", convolution::seconds));
    }
    List<Timing> timings = rounds.time(works);
    List<Measured> forms = new ArrayList<>();
    for (int i = 0; i < archives.size(); i++) {
      Archive archive = archives.get(i);
      double difference = difference(outputs.get(0), outputs.get(i));
      forms.add(new Measured(timings.get(i), archive.precision(), archive.winograd(), difference));
    }
    List<Ceiling> ceilings = new ArrayList<>();
    for (int i = 0; i < precisions.size(); i++) {
      Timing timing = timings.get(archives.size() + i);
      ceilings.add(Ceiling.of(timing, precisions.get(i), LARGE.flops() / 1e9));
    }
    double gflop = FlopCount.of(layout).total() / 1e9;
    return GeneratorFigures.of(name, layout.size(), gflop, ceilings, forms);
  }

  private static float[] values(Tensor tensor) {
    FloatBuffer data = tensor.data().duplicate().rewind();
    float[] values = new float[data.remaining()];
    data.get(values);
    return values;
  }

  private static double difference(float[] a, float[] b) {
    double largest = a.length == b.length ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }

  @Override
  public void close() {
    networks.forEach(Network::close);
    convolutions.forEach(ConvolutionTimer::close);
  }
}
