package io.gpen.tuning;

import io.gpen.engine.Engine;
import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.files.CacheFolder;
import io.gpen.files.TemporaryFiles;
import io.gpen.torchscript.ConvolutionProbe;
import io.gpen.torchscript.Precision;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Times one 3x3 convolution with random weights, computed in one way. Owns native memory: close it.
 */
public final class ConvolutionTimer implements AutoCloseable {

  /** The ways to compute a convolution. */
  public enum Way {
    /** In fp32, tap by tap. */
    DIRECT,
    /** In fp32, by Winograd's F(4x4, 3x3); the sides have to be multiples of 4. */
    WINOGRAD,
    /** In bf16, tap by tap. */
    BF16;

    /**
     * {@return the way tap by tap}
     *
     * @param precision in these numbers
     */
    public static Way direct(Precision precision) {
      return switch (precision) {
        case FP32 -> DIRECT;
        case BF16 -> BF16;
      };
    }
  }

  private static final double NANOS = 1e9;

  private final Network network;
  private final String method;

  private ConvolutionTimer(Network network, String method) {
    this.network = network;
    this.method = method;
  }

  /**
   * {@return a convolution that has not run yet}
   *
   * @param engine what it runs on
   * @param size its size
   * @param way how it is computed
   * @throws EngineException if it cannot be made ready
   */
  public static ConvolutionTimer open(Engine engine, ConvolutionSize size, Way way) {
    Network network = load(engine);
    try {
      network.run("prepare", tensor(size.in(), size.out(), size.height(), size.width()));
      if (way == Way.BF16) {
        network.run("narrow", tensor(0));
      }
      return new ConvolutionTimer(network, way == Way.WINOGRAD ? "winograd" : "direct");
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static Network load(Engine engine) {
    try {
      Path folder = CacheFolder.folder("tuning");
      Path archive = TemporaryFiles.nameFor(folder.resolve("probe.pt"));
      try {
        ConvolutionProbe.write(archive);
        return engine.load(archive);
      } finally {
        Files.deleteIfExists(archive);
      }
    } catch (IOException e) {
      throw new EngineException("cannot time a convolution: " + e.getMessage(), e);
    }
  }

  /** {@return the time of one convolution in seconds; the first one is slower than the next} */
  public double seconds() {
    return seconds(1);
  }

  /**
   * {@return the mean time of several convolutions in seconds}
   *
   * @param times how many
   */
  public double seconds(int times) {
    Tensor argument = tensor(times);
    long start = System.nanoTime();
    network.run(method, argument);
    return (System.nanoTime() - start) / NANOS / times;
  }

  private static Tensor tensor(float... values) {
    return new Tensor(FloatBuffer.wrap(values), values.length);
  }

  @Override
  public void close() {
    network.close();
  }
}
