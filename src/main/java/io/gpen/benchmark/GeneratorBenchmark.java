package io.gpen.benchmark;

import io.gpen.benchmark.GeneratorFigures.Ceiling;
import io.gpen.benchmark.GeneratorFigures.Row;
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

/**
 * Times the ways to run the generator against each other and against one large convolution, all
 * loaded at the same time.
 */
final class GeneratorBenchmark implements AutoCloseable {

  /** That of the generator at 256 pixels. */
  private static final ConvolutionSize LARGE = new ConvolutionSize(256, 128, 256, 256);

  private final Engine engine;
  private final List<GeneratorArchive> archives;
  private final List<Network> networks = new ArrayList<>();
  private final List<Precision> precisions = new ArrayList<>();
  private final List<ConvolutionTimer> convolutions = new ArrayList<>();

  private GeneratorBenchmark(Engine engine, List<GeneratorArchive> archives) {
    this.engine = engine;
    this.archives = archives;
  }

  /**
   * {@return the figures}
   *
   * @param subject the generator
   * @param archives the ways to run it; the first is what the others are compared with
   */
  static GeneratorFigures run(
      Engine engine, Subject subject, List<GeneratorArchive> archives, Rounds rounds) {
    GpenLayout layout = subject.layout();
    try (GeneratorBenchmark benchmark = new GeneratorBenchmark(engine, archives)) {
      benchmark.load();
      return benchmark.time(subject.name(), layout, rounds);
    }
  }

  private void load() {
    for (GeneratorArchive archive : archives) {
      networks.add(archive.open(engine));
      if (!precisions.contains(archive.precision())) {
        precisions.add(archive.precision());
        convolutions.add(ConvolutionTimer.open(engine, LARGE, Way.direct(archive.precision())));
      }
    }
  }

  private GeneratorFigures time(String name, GpenLayout layout, Rounds rounds) {
    Tensor crop = Noise.crop(layout.size());
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
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < archives.size(); i++) {
      rows.add(
          new Row(
              timings.get(i),
              archives.get(i).precision(),
              archives.get(i).winograd(),
              difference(outputs.get(0), outputs.get(i))));
    }
    List<Ceiling> ceilings = new ArrayList<>();
    for (int i = 0; i < precisions.size(); i++) {
      ceilings.add(new Ceiling(precisions.get(i), timings.get(archives.size() + i), LARGE.flops()));
    }
    return new GeneratorFigures(name, layout.size(), FlopCount.of(layout), rows, ceilings);
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
