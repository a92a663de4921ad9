package io.gpen.tuning;

import io.gpen.engine.AllocatorSettings;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineException;
import io.gpen.engine.EngineInfo;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.files.CacheFolder;
import io.gpen.text.Wording;
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
import java.util.function.DoubleSupplier;

/**
 * Switches a generator to Winograd's convolution at the levels where that is faster. What this
 * depends on (processor flags, version of libtorch, threads) is measured once per machine and kept
 * in a file. It never enters the manifest: the output changes by less than a ten-thousandth of the
 * value range, so a photo that is done stays done.
 */
public final class Tuning {

  /** A smaller gain is not worth the memory: the weights are four times as large. */
  private static final double LEAST_GAIN = 1.1;

  /** Levels below this side are a thousandth of the work. */
  private static final int SMALLEST_SIDE = 16;

  /** A level is timed on a piece of at most this size, which takes its share of the whole time. */
  private static final int PIECE_HEIGHT = 32;

  private static final int PIECE_WIDTH = 128;

  /** Rounds after the first, which warms up. The best one counts: other programs only delay. */
  private static final int ROUNDS = 5;

  /** Rounds go on until they took this long together, so that one delay cannot cover them all. */
  private static final double LEAST_SECONDS = 0.02;

  private final Engine engine;
  private final Measurements measurements;

  /**
   * Takes the engine and the file of measurements.
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
   * {@return a tuning whose measurements are kept in the cache folder}
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
   * Switches a generator to Winograd's convolution in fp32 where that is faster than the direct one
   * in the generator's own precision. On a GPU nothing is switched.
   *
   * @param generator the inference form, just loaded by this engine
   * @return the sides in pixels of the levels that were switched
   */
  public List<Integer> prepare(Network generator) {
    Precision precision = NetworkDescription.fromJson(generator.description()).precision();
    // Without the instructions bf16 is dozens of times slower, and so would be measuring it.
    boolean emulated = precision == Precision.BF16 && !CpuFlags.current().hasBf16();
    if (!engine.info().isCpu() || emulated) {
      return List.of();
    }
    List<Integer> sides = winogradSides(generator, precision);
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
      if (side >= SMALLEST_SIDE && winogradGain(precision, side, in, out) > LEAST_GAIN) {
        sides.add(side);
      }
    }
    return sides;
  }

  private double winogradGain(Precision precision, int side, int in, int out) {
    ConvolutionSize piece =
        new ConvolutionSize(in, out, Math.min(side, PIECE_HEIGHT), Math.min(side, PIECE_WIDTH));
    String name =
        Wording.format(
            "winograd against %s %d %d %dx%d", precision, in, out, piece.height(), piece.width());
    return measurements.of(name, () -> winogradGain(piece, Way.direct(precision)));
  }

  private double winogradGain(ConvolutionSize size, Way direct) {
    try (ConvolutionTimer before = ConvolutionTimer.open(engine, size, direct);
        ConvolutionTimer after = ConvolutionTimer.open(engine, size, Way.WINOGRAD)) {
      return gain(before::seconds, after::seconds);
    }
  }

  /**
   * {@return the best time of one way divided by the best time of another: above 1 the other wins}
   *
   * @param one does its work once and returns the seconds that it took
   * @param other does it the other way
   */
  static double gain(DoubleSupplier one, DoubleSupplier other) {
    one.getAsDouble();
    other.getAsDouble();
    double best = Double.POSITIVE_INFINITY;
    double othersBest = Double.POSITIVE_INFINITY;
    double spent = 0;
    for (int round = 0; round < ROUNDS || spent < LEAST_SECONDS; round++) {
      double seconds = one.getAsDouble();
      double othersSeconds = other.getAsDouble();
      best = Math.min(best, seconds);
      othersBest = Math.min(othersBest, othersSeconds);
      spent += seconds + othersSeconds;
    }
    return best / othersBest;
  }
}
