package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SRVGGNetCompact against the definition of its layers, computed here pixel by pixel in double
 * precision.
 */
class SrvggNetTest {

  private static final int FEATURES = 8;
  private static final int BODY = 3;
  private static final int HEIGHT = 7;
  private static final int WIDTH = 9;

  @TempDir Path folder;

  /** Weights of a small network in the official layout. */
  private static Map<String, TensorSource> weights(int scale) {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    for (int i = 0; i <= BODY; i++) {
      convolution(tensors, "body." + 2 * i, i == 0 ? 3 : FEATURES, FEATURES, random);
      tensors.put("body." + (2 * i + 1) + ".weight", tensor(random, 0.5, FEATURES));
    }
    convolution(tensors, "body." + 2 * (BODY + 1), FEATURES, 3 * scale * scale, random);
    return tensors;
  }

  private static void convolution(
      Map<String, TensorSource> tensors, String name, int in, int out, SplittableRandom random) {
    tensors.put(name + ".weight", tensor(random, 0.3, out, in, 3, 3));
    tensors.put(name + ".bias", tensor(random, 0.2, out));
  }

  private static TensorSource tensor(SplittableRandom random, double reach, int... shape) {
    int count = 1;
    long[] lengths = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      count *= shape[i];
      lengths[i] = shape[i];
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (reach * (2 * random.nextDouble() - 1));
    }
    return TensorSource.of(values, lengths);
  }

  private static float[] picture() {
    SplittableRandom random = new SplittableRandom(9);
    float[] rgb = new float[3 * HEIGHT * WIDTH];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (float) random.nextDouble();
    }
    return rgb;
  }

  /** [channel][y][x] */
  private static double[][][] convolved(double[][][] x, float[] weight, float[] bias) {
    double[][][] y = new double[bias.length][HEIGHT][WIDTH];
    for (int o = 0; o < bias.length; o++) {
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          double sum = bias[o];
          for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < 9; k++) {
              int fromRow = row + k / 3 - 1;
              int fromColumn = column + k % 3 - 1;
              if (fromRow >= 0 && fromRow < HEIGHT && fromColumn >= 0 && fromColumn < WIDTH) {
                sum += weight[(o * x.length + i) * 9 + k] * x[i][fromRow][fromColumn];
              }
            }
          }
          y[o][row][column] = sum;
        }
      }
    }
    return y;
  }

  private static double[] expected(Map<String, TensorSource> weights, float[] rgb) {
    double[][][] x = new double[3][HEIGHT][WIDTH];
    for (int i = 0; i < rgb.length; i++) {
      x[i / (HEIGHT * WIDTH)][i / WIDTH % HEIGHT][i % WIDTH] = rgb[i];
    }
    double[][][] y = x;
    for (int i = 0; i <= BODY + 1; i++) {
      String name = "body." + 2 * i;
      y =
          convolved(
              y, weights.get(name + ".weight").floats(), weights.get(name + ".bias").floats());
      if (i <= BODY) {
        float[] slopes = weights.get("body." + (2 * i + 1) + ".weight").floats();
        for (int c = 0; c < y.length; c++) {
          for (double[] row : y[c]) {
            for (int at = 0; at < WIDTH; at++) {
              row[at] = row[at] < 0 ? slopes[c] * row[at] : row[at];
            }
          }
        }
      }
    }
    double[] enlarged = new double[3 * 16 * HEIGHT * WIDTH];
    for (int i = 0; i < enlarged.length; i++) {
      int c = i / (16 * HEIGHT * WIDTH);
      int row = i / (4 * WIDTH) % (4 * HEIGHT);
      int column = i % (4 * WIDTH);
      int channel = 16 * c + 4 * (row % 4) + column % 4;
      enlarged[i] = y[channel][row / 4][column / 4] + x[c][row / 4][column / 4];
    }
    return enlarged;
  }

  private static double difference(double[] expected, Tensor output) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - output.data().get(i)));
    }
    return largest;
  }

  private Tensor output(Variant variant) throws IOException {
    try (Network network = Vectors.network(new StateDict(weights(4)), variant, folder)) {
      return network.run(new Tensor(FloatBuffer.wrap(picture()), 1, 3, HEIGHT, WIDTH)).get(0);
    }
  }

  @Test
  void valuesAreThoseOfTheDefinition() throws IOException {
    Tensor output = output(Variant.of(Form.INFERENCE));
    assertArrayEquals(new int[] {1, 3, 4 * HEIGHT, 4 * WIDTH}, output.shape());
    double difference = difference(expected(weights(4), picture()), output);
    assertTrue(difference < 1e-5, "difference " + difference);
  }

  @Test
  void bf16IsCloseButNotTheSame() throws IOException {
    Tensor output = output(new Variant(Form.INFERENCE, Precision.BF16, WeightStorage.EXACT));
    double difference = difference(expected(weights(4), picture()), output);
    assertTrue(difference > 1e-4 && difference < 0.05, "difference " + difference);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Map<String, TensorSource> incomplete = weights(4);
    incomplete.remove("body.3.weight");
    assertTrue(refusal(incomplete).contains("missing: body.3.weight"));
    assertTrue(refusal(weights(2)).contains("enlarges 2 times"));
  }

  private static String refusal(Map<String, TensorSource> tensors) {
    return assertThrows(
            CheckpointException.class,
            () -> Converter.describe(new StateDict(tensors), Form.INFERENCE))
        .getMessage();
  }

  /** 64 features and 32 convolutions between the first and the last. */
  @Test
  void theOfficialWeightsAreRecognised() {
    for (String name : new String[] {"realesr-general-x4v3.pth", "realesr-general-wdn-x4v3.pth"}) {
      try (StateDict weights = CheckpointReader.open(Shared.file("weights/" + name))) {
        NetworkDescription description = Converter.describe(weights, Form.INFERENCE);
        assertEquals(Architecture.SRVGGNET_X4, description.architecture());
        long layer = 64 * 64 * 9 + 2 * 64;
        long first = 3 * 64 * 9 + 2 * 64;
        assertEquals(first + 32 * layer + 64 * 48 * 9 + 48, description.parameters());
      }
    }
  }
}
