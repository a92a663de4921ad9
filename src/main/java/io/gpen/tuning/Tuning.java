package io.gpen.tuning;

import io.gpen.engine.AllocatorSettings;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineException;
import io.gpen.engine.EngineInfo;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.files.CacheFolder;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.NetworkDescription;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.ConvolutionTimer.Way;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Chooses the fastest way to run a generator on an engine. What has to be measured is measured once
 * per machine: processor flags, version of libtorch, threads.
 */
public final class Tuning {

  /** Less than this is not worth rounding to 8 bits of fraction. */
  private static final double BF16_GAIN = 1.3;

  /** Less than this is not worth the memory: the weights are four times as large. */
  private static final double WINOGRAD_GAIN = 1.1;

  /** Emulated bf16 is dozens of times slower; a small convolution in real bf16 hardly gains. */
  private static final double HOPELESS = 0.5;

  /** One that tells at once where bf16 is emulated. */
  private static final Convolution SMALL = new Convolution(128, 64, 16, 16);

  private static final Convolution TYPICAL = new Convolution(256, 128, 64, 64);

  /** Pictures below this are a thousandth of the work. */
  private static final int SMALLEST_SIDE = 16;

  /** A piece of a picture this large takes its share of the time of the whole. */
  private static final int PIECE_HEIGHT = 32;

  private static final int PIECE_WIDTH = 128;

  private final Engine engine;
  private final Measurements measurements;

  /**
   * Takes the engine and the file that remembers.
   *
   * @param engine what generators run on; it stays the caller's
   * @param file where measurements are kept; it need not exist
   */
  public Tuning(Engine engine, Path file) {
    this.engine = engine;
    EngineInfo info = engine.info();
    String machine =
        String.join(
            "\n",
            CpuFlags.current().toString(),
            System.getProperty("os.arch"),
            info.libtorchVersion(),
            info.threads() + " threads",
            new TreeMap<>(AllocatorSettings.current().values()).toString(),
            "text " + Converter.TEXT_VERSION);
    this.measurements = new Measurements(file, machine);
  }

  /**
   * {@return a tuning that remembers in the cache folder}
   *
   * @param engine what generators run on; it stays the caller's
   * @throws EngineException if there is no cache folder
   */
  public static Tuning of(Engine engine) {
    try {
      return new Tuning(engine, CacheFolder.folder("tuning").resolve("measured.json"));
    } catch (IOException e) {
      throw new EngineException(e.getMessage(), e);
    }
  }

  /**
   * {@return whether it is known without measuring or an engine that this precision will be fp32}
   *
   * @param choice what the user asked for
   */
  public static boolean isSurelyFp32(PrecisionChoice choice) {
    return choice == PrecisionChoice.FP32
        || choice == PrecisionChoice.AUTO && CpuFlags.current().lacksBf16();
  }

  /**
   * {@return the precision to convert a generator to}
   *
   * @param choice what the user asked for
   */
  public Precision precision(PrecisionChoice choice) {
    return switch (choice) {
      case FP32 -> Precision.FP32;
      case BF16 -> Precision.BF16;
      case AUTO ->
          !isSurelyFp32(choice) && onCpu() && bf16Gain() > BF16_GAIN
              ? Precision.BF16
              : Precision.FP32;
    };
  }

  /** {@return how many times faster a typical convolution is in bf16 than in fp32} */
  public double bf16Gain() {
    return measurements.of("bf16", this::raceInBf16);
  }

  private double raceInBf16() {
    double small = Race.gain(engine, SMALL, Way.DIRECT, Way.BF16);
    return small < HOPELESS ? small : Race.gain(engine, TYPICAL, Way.DIRECT, Way.BF16);
  }

  /**
   * Switches a generator to Winograd's convolution in fp32 where it wins against the direct one in
   * the generator's own precision. The outcome changes by less than a ten-thousandth, or becomes
   * more exact, so it is the same network still.
   *
   * @param generator the inference form, just loaded by this engine
   * @return the sides in pixels of the levels that were switched
   */
  public List<Integer> prepare(Network generator) {
    Precision precision = NetworkDescription.fromJson(generator.description()).precision();
    // Where bf16 is dozens of times slower, so is measuring it.
    boolean measured = onCpu() && !(precision == Precision.BF16 && CpuFlags.current().lacksBf16());
    List<Integer> sides = measured ? winogradSides(generator, precision) : List.of();
    if (!sides.isEmpty()) {
      float[] values = new float[sides.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = sides.get(i);
      }
      generator.run("winograd", new Tensor(FloatBuffer.wrap(values), values.length));
    }
    return sides;
  }

  private List<Integer> winogradSides(Network generator, Precision precision) {
    Tensor shapes = generator.run("shapes", new Tensor(FloatBuffer.wrap(new float[1]), 1)).get(0);
    List<Integer> sides = new ArrayList<>();
    for (int level = 0; level < shapes.shape()[0]; level++) {
      int side = (int) shapes.data().get(3 * level);
      int in = (int) shapes.data().get(3 * level + 1);
      int out = (int) shapes.data().get(3 * level + 2);
      if (side >= SMALLEST_SIDE && winogradGain(precision, side, in, out) > WINOGRAD_GAIN) {
        sides.add(side);
      }
    }
    return sides;
  }

  private double winogradGain(Precision precision, int side, int in, int out) {
    Convolution piece =
        new Convolution(in, out, Math.min(side, PIECE_HEIGHT), Math.min(side, PIECE_WIDTH));
    String name =
        "winograd against %s %d %d %dx%d"
            .formatted(precision, in, out, piece.height(), piece.width());
    return measurements.of(
        name, () -> Race.gain(engine, piece, Way.direct(precision), Way.WINOGRAD));
  }

  private boolean onCpu() {
    return engine.info().isCpu();
  }
}
