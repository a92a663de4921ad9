package io.gpen;

import io.gpen.checkpoint.DType;
import io.gpen.checkpoint.LongTensor;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Weights that anybody can make again from a list of names and a seed, by the rule in the vectors'
 * README. Values are computed when they are asked for, so that large networks need no heap.
 */
public final class DeterministicWeights {

  /** Which table of scales and offsets holds. */
  public enum Family {
    GPEN,
    DISC,
    RETINA,
    PARSE,
    RRDB
  }

  private record ScaleOffset(float scale, float offset) {}

  private DeterministicWeights() {}

  /**
   * {@return weights in the order of a list of keys}
   *
   * @param keys a {@code *.keys.tsv} file as {@link Shared#file} names it
   * @param family the table of scales
   * @param seed the seed of the manifest
   */
  public static StateDict of(String keys, Family family, long seed) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(Shared.file(keys))) {
        String[] columns = line.split("\t");
        tensors.put(columns[0], tensor(family, seed, columns[0], shape(columns[1])));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StateDict(tensors);
  }

  /** {@return one tensor by the rule} */
  public static TensorSource tensor(Family family, long seed, String key, long... shape) {
    if (!isGenerator(family) && key.endsWith("num_batches_tracked")) {
      return LongTensor.of(new long[] {0}, shape);
    }
    return new Lazy(family, seed, key, shape);
  }

  /** {@return the SHA-256 that the manifests state for a set of weights} */
  public static String sha256(StateDict weights) {
    MessageDigest digest = Sha256.digest();
    for (String key : new TreeSet<>(weights.names())) {
      TensorSource tensor = weights.get(key);
      if (tensor.dtype() == DType.INT64) {
        digest.update(new byte[Math.toIntExact(tensor.elements() * Long.BYTES)]);
        continue;
      }
      float[] values = tensor.floats();
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      digest.update(bytes);
    }
    return Sha256.finish(digest).hex();
  }

  /**
   * {@return flat indices at which a sampled tensor was stored}
   *
   * @param name what the manifest says, without {@code positions:}
   * @param elements the number of elements of the whole tensor
   * @param count how many
   */
  public static int[] positions(long seed, String name, long elements, int count) {
    long hash = hash(seed, "positions:" + name);
    int[] positions = new int[count];
    for (int j = 0; j < count; j++) {
      positions[j] = (int) (bits24(hash, j) * elements >>> 24);
    }
    return positions;
  }

  /** {@return uniform float32 numbers in [-1, 1), the raw material of all values} */
  public static float[] uniform(long seed, String key, int count) {
    long hash = hash(seed, key);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = bits24(hash, i) * 0x1p-23f - 1;
    }
    return values;
  }

  static long hash(long seed, String key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (seed + ":" + key).getBytes(StandardCharsets.US_ASCII)) {
      hash = (hash ^ b) * 0x100000001b3L;
    }
    return hash;
  }

  static long bits24(long hash, long index) {
    long z = hash + (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) >>> 40;
  }

  private static boolean isGenerator(Family family) {
    return family == Family.GPEN || family == Family.DISC;
  }

  private static long[] shape(String text) {
    return text.equals("scalar")
        ? new long[0]
        : Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray();
  }

  private static float[] blurKernel(String key) {
    float[] row = {1, 3, 3, 1};
    boolean upsampling = key.endsWith("conv.blur.kernel") || key.endsWith("upsample.kernel");
    float[] kernel = new float[16];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = row[i / 4] * row[i % 4] / (upsampling ? 16 : 64);
    }
    return kernel;
  }

  private static ScaleOffset generatorScale(String key) {
    if (key.matches(".*style\\.\\d+\\.weight")) {
      return new ScaleOffset(173.20508f, 0);
    } else if (key.matches(".*style\\.\\d+\\.bias")) {
      return new ScaleOffset(10, 0);
    } else if (key.endsWith("modulation.bias")) {
      return new ScaleOffset(0.1f, 1);
    } else if (key.endsWith("noise.weight")) {
      return new ScaleOffset(0.2f, 0.5f);
    } else if (key.contains("to_rgb") && key.endsWith(".conv.weight")) {
      return new ScaleOffset(0.75f, 0);
    } else if (key.endsWith("bias")) {
      return new ScaleOffset(0.1f, 0);
    }
    return new ScaleOffset(1.7320508f, 0);
  }

  private static ScaleOffset networkScale(Family family, String key, long[] shape) {
    if (key.endsWith("running_mean")) {
      return new ScaleOffset(0.1f, 0);
    } else if (family == Family.RETINA && key.equals("body.bn1.running_var")) {
      return new ScaleOffset(2500, 5000);
    } else if (key.endsWith("running_var")) {
      return new ScaleOffset(0.5f, 1);
    } else if (family == Family.RRDB && key.equals("conv_last.bias")) {
      return new ScaleOffset(0.1f, 0.5f);
    } else if (key.endsWith("bias")) {
      return new ScaleOffset(0.1f, 0);
    } else if (shape.length == 1) {
      return endsResidualBranch(family, key)
          ? new ScaleOffset(0.1f, 0.3f)
          : new ScaleOffset(0.2f, 1);
    }
    double fanIn = shape[1] * shape[2] * shape[3];
    return new ScaleOffset((float) (gain(family, key) * Math.sqrt(6.0 / fanIn)), 0);
  }

  private static boolean endsResidualBranch(Family family, String key) {
    return family == Family.RETINA && key.endsWith("bn3.weight")
        || family == Family.PARSE && key.endsWith("conv2.norm.norm.weight");
  }

  private static double gain(Family family, String key) {
    return switch (family) {
      case RETINA -> key.contains("Head") ? 0.1 : 1;
      case PARSE -> key.contains("shortcut_func") ? 0.7 : key.startsWith("out_") ? 0.25 : 1;
      case RRDB -> key.equals("conv_last.weight") ? 0.02 : 0.7;
      default -> throw new IllegalArgumentException(family + " has no gain");
    };
  }

  private record Lazy(Family family, long seed, String key, long[] shape) implements TensorSource {

    @Override
    public DType dtype() {
      return DType.FLOAT32;
    }

    @Override
    public float[] floats() {
      if (isGenerator(family) && key.endsWith("kernel")) {
        return blurKernel(key);
      }
      ScaleOffset rule =
          isGenerator(family) ? generatorScale(key) : networkScale(family, key, shape);
      float[] values = uniform(seed, key, Math.toIntExact(elements()));
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] * rule.scale + rule.offset;
      }
      return values;
    }

    @Override
    public long[] longs() {
      throw new IllegalStateException(key + " holds floats");
    }
  }
}
