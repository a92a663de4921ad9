package io.gpen.benchmark;

import io.gpen.benchmark.GeneratorFigures.Ceiling;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Engine;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.text.Json;
import io.gpen.torchscript.Architecture;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.NetworkDescription;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.torchscript.WeightStorage;
import io.gpen.tuning.ConvolutionTimer;
import io.gpen.tuning.ConvolutionTimer.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Times a network that enlarges photos against one large convolution of the same precision. */
final class UpscalerBenchmark {

  private static final long SEED = 11;

  private static final int FEATURES = 64;
  private static final int BODY = 32;

  /** Three colours of four times four pixels. */
  private static final int OUTPUT = 48;

  private UpscalerBenchmark() {}

  /**
   * How fast the network is.
   *
   * @param name which network
   * @param side the side in pixels of the square picture that is enlarged
   * @param gflop its operations for that picture, in units of 10^9
   * @param ceilings what the machine does at best, measured in the same rounds
   * @param forms one row for each precision
   */
  public record Figures(
      String name, int side, double gflop, List<Ceiling> ceilings, List<Row> forms) {}

  /**
   * The network in one precision.
   *
   * @param timing one picture per sample
   * @param precision of its convolutions
   * @param pixelsPerSecond pixels of the input, the median speed
   * @param gflopPerSecond the median speed
   * @param shareOfCeiling the share of the ceiling's speed, round by round
   */
  public record Row(
      @Json.Inline Timing timing,
      Precision precision,
      double pixelsPerSecond,
      double gflopPerSecond,
      Measurement shareOfCeiling) {}

  /** {@return the network of realesr-general-x4v3 with random weights} */
  static Subject untrained() {
    return new Subject("SRVGGNetCompact x4, untrained", UpscalerBenchmark::random);
  }

  private static StateDict random() {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    for (int layer = 0; layer <= BODY + 1; layer++) {
      int in = layer == 0 ? 3 : FEATURES;
      int out = layer > BODY ? OUTPUT : FEATURES;
      String name = "body." + 2 * layer;
      // With this reach the values stay of one size from layer to layer.
      double reach = Math.sqrt(6.0 / (9 * in));
      tensors.put(name + ".weight", tensor(random, reach, out, in, 3, 3));
      tensors.put(name + ".bias", tensor(random, 0, out));
      if (layer <= BODY) {
        tensors.put("body." + (2 * layer + 1) + ".weight", tensor(random, 0.1, FEATURES));
      }
    }
    return new StateDict(tensors);
  }

  private static TensorSource tensor(SplittableRandom random, double reach, long... shape) {
    int count = 1;
    for (long length : shape) {
      count *= (int) length;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (reach * (2 * random.nextDouble() - 1));
    }
    return TensorSource.of(values, shape);
  }

  /**
   * {@return the figures}
   *
   * @param subject the network
   * @param side the side in pixels of the picture, a multiple of 4
   * @param precisions what it is timed in
   * @param scratch a folder for its archives
   */
  static Figures run(
      Engine engine,
      Subject subject,
      int side,
      List<Precision> precisions,
      Path scratch,
      Rounds rounds) {
    List<AutoCloseable> opened = new ArrayList<>();
    try (StateDict weights = subject.weights().open()) {
      Tensor picture = GeneratorBenchmark.crop(side);
      List<Rounds.Work> works = new ArrayList<>();
      double gflop = 0;
      for (Precision precision : precisions) {
        Path archive = scratch.resolve("upscaler-" + precision + ".pt");
        Variant variant = new Variant(Form.INFERENCE, precision, WeightStorage.EXACT);
        NetworkDescription description = Converter.convert(weights, variant, archive);
        gflop = flops(weights, description.architecture()) * side * side / 1e9;
        Network network = engine.load(archive);
        opened.add(network);
        works.add(Rounds.Work.here(precision.toString(), () -> network.run(picture)));
      }
      for (Precision precision : precisions) {
        ConvolutionTimer timer =
            ConvolutionTimer.open(engine, GeneratorBenchmark.LARGE, Way.direct(precision));
        opened.add(timer);
        works.add(Rounds.Work.here("large 3x3 convolution", timer::seconds));
      }
      return figures(subject.name(), side, gflop, precisions, rounds.time(works));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      opened.forEach(UpscalerBenchmark::close);
    }
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Figures figures(
      String name, int side, double gflop, List<Precision> precisions, List<Timing> timings) {
    List<Ceiling> ceilings = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < precisions.size(); i++) {
      Timing timing = timings.get(i);
      Ceiling ceiling =
          Ceiling.of(
              timings.get(precisions.size() + i),
              precisions.get(i),
              GeneratorBenchmark.LARGE.flops() / 1e9);
      ceilings.add(ceiling);
      Measurement seconds = timing.seconds();
      rows.add(
          new Row(
              timing,
              precisions.get(i),
              side * side / seconds.median(),
              gflop / seconds.median(),
              ceiling.timing().seconds().over(seconds).times(gflop / ceiling.gflop())));
    }
    return new Figures(name, side, gflop, ceilings, rows);
  }

  /**
   * {@return the operations of the convolutions for each pixel of the input; a multiply-add is two}
   *
   * @param weights of a network that enlarges
   * @param architecture which one
   */
  static double flops(StateDict weights, Architecture architecture) {
    double body =
        switch (architecture) {
          case RRDBNET_X1 -> 1.0 / 16;
          case RRDBNET_X2 -> 1.0 / 4;
          default -> 1;
        };
    double sum = 0;
    for (Map.Entry<String, TensorSource> tensor : weights.tensors().entrySet()) {
      if (tensor.getValue().shape().length == 4) {
        sum += 2.0 * tensor.getValue().elements() * body * enlarged(tensor.getKey());
      }
    }
    return sum;
  }

  /** How many pixels a convolution works on for each of the body of an RRDBNet. */
  private static int enlarged(String name) {
    return switch (name) {
      case "conv_up1.weight" -> 4;
      case "conv_up2.weight", "conv_hr.weight", "conv_last.weight" -> 16;
      default -> 1;
    };
  }
}
