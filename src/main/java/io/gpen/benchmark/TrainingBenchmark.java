package io.gpen.benchmark;

import io.gpen.benchmark.GeneratorFigures.Ceiling;
import io.gpen.engine.Engine;
import io.gpen.engine.Tensor;
import io.gpen.text.Json;
import io.gpen.text.Wording;
import io.gpen.torchscript.GpenLayout;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.TrainingArchive.Losses;
import io.gpen.train.Batch;
import io.gpen.train.CommonSettings;
import io.gpen.train.GpenSettings;
import io.gpen.train.GpenTask;
import io.gpen.train.InitialWeights;
import io.gpen.train.TrainingState;
import io.gpen.tuning.ConvolutionTimer;
import io.gpen.tuning.ConvolutionTimer.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Times the steps of GPEN's training against one large convolution. */
final class TrainingBenchmark {

  private static final long SEED = 11;

  /** Without networks of others. */
  private static final Losses LOSSES = new Losses(1, 0, 1, 0, 0, 0, 0);

  private static final CommonSettings USUAL = CommonSettings.DEFAULT;

  private TrainingBenchmark() {}

  /**
   * How fast the training is.
   *
   * @param name which networks
   * @param batch the pictures of a step
   * @param ceiling one large 3x3 convolution forward, measured between the steps
   * @param steps a step without regularisers, one with path length, and one with both
   * @param gflop the operations of an average step, in units of 10^9
   * @param picturesPerSecond the median speed of an average step
   * @param gflopPerSecond the median speed of an average step
   * @param shareOfCeiling the share of the ceiling's speed
   */
  public record Figures(
      String name,
      int batch,
      Ceiling ceiling,
      List<Row> steps,
      double gflop,
      double picturesPerSecond,
      double gflopPerSecond,
      double shareOfCeiling) {}

  /**
   * One kind of step.
   *
   * @param timing one step per sample
   * @param share how many of all steps are of this kind
   * @param gflop the operations of one, in units of 10^9
   * @param gflopPerSecond the median speed
   */
  public record Row(
      @Json.Inline Timing timing, double share, double gflop, double gflopPerSecond) {}

  /**
   * {@return the figures}
   *
   * @param layout the networks' sizes; their weights are random
   * @param batch the pictures of a step
   * @param precision of its convolutions; the ceiling is in fp32 in any case
   */
  static Figures run(
      Engine engine, GpenLayout layout, int batch, Precision precision, Rounds rounds) {
    CommonSettings common = USUAL.in(precision);
    TrainingState begin =
        TrainingState.initial(
            InitialWeights.gpen(layout, SEED), InitialWeights.discriminator(layout, SEED));
    try (GpenTask task =
            GpenTask.open(
                engine,
                new GpenSettings(common, LOSSES, 0, 1),
                begin,
                Optional.empty(),
                Optional.empty());
        ConvolutionTimer convolution =
            ConvolutionTimer.open(engine, GeneratorBenchmark.LARGE, Way.DIRECT)) {
      List<Batch> batches = List.of(new Batch(noise(batch, layout), noise(batch, layout)));
      Rounds.Work large = Rounds.Work.here("large 3x3 convolution", convolution::seconds);
      Rounds.Work plain = Rounds.Work.here("step", () -> task.step(1, 1, batches));
      Rounds.Work path =
          Rounds.Work.here("with path length", () -> task.step(USUAL.pathEvery(), 1, batches));
      Rounds.Work both = Rounds.Work.here("with R1 as well", () -> task.step(0, 1, batches));
      // As in a training: what a step finds in memory and caches is left by the one before.
      List<Rounds.Work> works = new ArrayList<>();
      for (int step = 1; step <= USUAL.r1Every(); step++) {
        if (step % USUAL.pathEvery() == 1) {
          works.add(large);
        }
        if (step % USUAL.r1Every() == 0) {
          works.add(both);
        } else {
          works.add(step % USUAL.pathEvery() == 0 ? path : plain);
        }
      }
      return figures(layout, batch, precision, rounds.time(works));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tensor noise(int batch, GpenLayout layout) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[batch * 3 * layout.size() * layout.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return new Tensor(FloatBuffer.wrap(values), batch, 3, layout.size(), layout.size());
  }

  private static Figures figures(
      GpenLayout layout, int batch, Precision precision, List<Timing> timings) {
    TrainingFlopCount work = TrainingFlopCount.of(layout);
    double path = work.path() / USUAL.pathShrink();
    double[] gflop = {
      batch * work.plain() / 1e9,
      batch * (work.plain() + path) / 1e9,
      batch * (work.plain() + path + work.r1()) / 1e9
    };
    // The first timing is the ceiling's.
    List<Timing> kinds = timings.subList(1, timings.size());
    int steps = kinds.stream().mapToInt(kind -> kind.seconds().samples().size()).sum();
    List<Row> rows = new ArrayList<>();
    double seconds = 0;
    double operations = 0;
    for (int i = 0; i < gflop.length; i++) {
      Timing timing = kinds.get(i);
      double median = timing.seconds().median();
      double share = (double) timing.seconds().samples().size() / steps;
      rows.add(new Row(timing, share, gflop[i], gflop[i] / median));
      seconds += share * median;
      operations += share * gflop[i];
    }
    Ceiling ceiling =
        Ceiling.of(timings.get(0), Precision.FP32, GeneratorBenchmark.LARGE.flops() / 1e9);
    double speed = operations / seconds;
    return new Figures(
        Wording.format(
            "GPEN-%d with %d channels, untrained, %s",
            layout.size(), layout.channels().get(0), precision),
        batch,
        ceiling,
        rows,
        operations,
        batch / seconds,
        speed,
        speed / ceiling.gflopPerSecond());
  }
}
