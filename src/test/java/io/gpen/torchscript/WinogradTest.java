package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Winograd's convolution gives what the direct one gives. */
class WinogradTest {

  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"g64-m1-n0.25, 64", "g256-m1-n0.5, 256", "g512-m2-n1, 512"})
  void everyLevelGivesTheReferencesOutput(String name, int size) throws IOException {
    Tensor face = Vectors.face(size);
    try (Network network = Vectors.network(Vectors.gpenWeights(name), Form.INFERENCE, folder)) {
      network.run("winograd", tensor(8, 16, 32, 64, 128, 256, 512));
      double difference = Vectors.difference("gpen/" + name, network.run(face).get(0));
      System.out.printf("%s by Winograd: largest difference %.2g%n", name, difference);
      assertTrue(difference <= TOLERANCE, () -> "differs by " + difference);
    }
  }

  @Test
  void batchOfTwo() throws IOException {
    StateDict weights = Vectors.gpenWeights("g64-m1-n0.25");
    Tensor batch = Vectors.withMirror(Vectors.face(64));
    try (Network network = Vectors.network(weights, Form.INFERENCE, folder)) {
      network.run("winograd", tensor(16, 64));
      Tensor output = network.run(batch).get(0);
      double difference = Vectors.difference("gpen/g64-m1-n0.25.batch2", output);
      assertTrue(difference <= TOLERANCE, () -> "differs by " + difference);
    }
  }

  /** Products in fp32 between roundings to bf16 cannot be worse than all in bf16. */
  @Test
  void amongBf16ItIsNoFurtherFromTheReferencesOutput() throws IOException {
    StateDict weights = Vectors.gpenWeights("g64-m1-n0.25");
    Tensor face = Vectors.face(64);
    try (Network network = Vectors.network(weights, Variant.generator(Precision.BF16), folder)) {
      double direct = Vectors.difference("gpen/g64-m1-n0.25", network.run(face).get(0));
      network.run("winograd", tensor(8, 16, 32, 64));
      double difference = Vectors.difference("gpen/g64-m1-n0.25", network.run(face).get(0));
      System.out.printf("bf16 alone %.2g, with Winograd's %.2g%n", direct, difference);
      assertTrue(difference < 1.5 * direct, () -> "differs by " + difference);
    }
  }

  /** Many channels make the strips so short that the last one is a rest. */
  @ParameterizedTest
  @CsvSource({"3, 5, 8, 12", "96, 40, 56, 104", "640, 8, 36, 128"})
  void probeGivesTheSameBothWays(int in, int out, int height, int width) throws IOException {
    Path archive = folder.resolve("probe.pt");
    ConvolutionProbe.write(archive);
    try (Network network = Vectors.load(archive)) {
      network.run("prepare", tensor(in, out, height, width));
      Tensor direct = network.run("direct", tensor(1)).get(0);
      Tensor winograd = network.run("winograd", tensor(1)).get(0);
      // The sums have so many terms of random sign; a small sum is no more exact than a large one.
      double rounding = TOLERANCE * Math.sqrt(9.0 * in);
      for (int i = 0; i < height; i++) {
        double expected = direct.data().get(i);
        assertEquals(expected, winograd.data().get(i), rounding);
      }
    }
  }

  @Test
  void shapesOfTheLevels() throws IOException {
    StateDict weights = Vectors.gpenWeights("g64-m1-n0.25");
    try (Network network = Vectors.network(weights, Form.INFERENCE, folder)) {
      Tensor shapes = network.run("shapes", tensor(0)).get(0);
      assertEquals(64f, shapes.data().get(9));
      assertEquals(2 * shapes.data().get(11), shapes.data().get(10));
    }
  }

  private static Tensor tensor(float... values) {
    return new Tensor(FloatBuffer.wrap(values), values.length);
  }
}
