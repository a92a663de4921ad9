package io.gpen.benchmark;

import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.torchscript.GpenLayout;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times the ways to run the generator against each other, all loaded at the same time. */
final class GeneratorBenchmark implements AutoCloseable {

  private record Runner(String name, Precision precision, Network network) {}

  private final Tensor crop;
  private final List<Runner> runners = new ArrayList<>();

  private GeneratorBenchmark(int size) {
    this.crop = Noise.crop(size);
  }

  /**
   * {@return the figures}
   *
   * @param against a network that somebody traced, which takes the first row
   */
  static GeneratorFigures run(
      Engine engine,
      Subject subject,
      Archives archives,
      List<Variant> variants,
      Optional<Path> against,
      Rounds rounds) {
    GpenLayout layout = subject.layout();
    try (GeneratorBenchmark benchmark = new GeneratorBenchmark(layout.size())) {
      against.ifPresent(
          file -> benchmark.add(file.getFileName().toString(), Precision.FP32, engine.load(file)));
      for (Variant variant : variants) {
        benchmark.add(variant.label(), variant.precision(), engine.load(archives.of(variant)));
      }
      return new GeneratorFigures(
          subject.name(), layout.size(), FlopCount.of(layout), benchmark.rows(rounds));
    }
  }

  private void add(String name, Precision precision, Network network) {
    runners.add(new Runner(name, precision, network));
  }

  private List<GeneratorFigures.Row> rows(Rounds rounds) {
    List<float[]> outputs = new ArrayList<>();
    for (Runner runner : runners) {
      outputs.add(values(runner.network().run(crop).get(0)));
    }
    List<Timing> timings =
        rounds.time(
            runners.stream()
                .map(runner -> Rounds.Work.here(runner.name(), () -> runner.network().run(crop)))
                .toList());
    List<GeneratorFigures.Row> rows = new ArrayList<>();
    for (int i = 0; i < runners.size(); i++) {
      rows.add(
          new GeneratorFigures.Row(
              timings.get(i),
              runners.get(i).precision(),
              difference(outputs.get(0), outputs.get(i))));
    }
    return rows;
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
    runners.forEach(runner -> runner.network().close());
  }
}
