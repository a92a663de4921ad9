package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shipped;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.DType;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives of half the size give the same pictures. */
class HalfStorageTest {

  private static final Variant HALF = Variant.generator(Precision.FP32);

  /** What half a grey level of 255 is in [-1, 1]. */
  private static final double HALF_A_LEVEL = 1 / 255.0;

  private static final String SMALL = "g64-m1-n0.25";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"g64-m1-n0.25, 64", "g256-m1-n0.5, 256", "g512-m2-n1, 512"})
  void differsByLessThanHalfAGreyLevel(String name, int size) throws IOException {
    StateDict weights = Vectors.gpenWeights(name);
    double difference = difference(weights, Vectors.face(size));
    System.out.printf(
        "%s kept in float16: largest difference %.4f grey levels, %.2f of the file%n",
        name, difference / HALF_A_LEVEL / 2, share());
    assertTrue(difference < HALF_A_LEVEL, () -> "differs by " + difference);
    assertTrue(difference > 0, "nothing was rounded");
    assertTrue(share() < 0.65, () -> "has " + share() + " of the bytes");
  }

  /** Scaling before rounding would round what is in float16 already. */
  @Test
  void losesNothingOfAModelInFloat16() throws IOException {
    Path shipped = Shipped.weights(Shipped.generator());
    try (StateDict weights = CheckpointReader.open(shipped)) {
      double difference = difference(weights, Vectors.face(Shipped.generator().size()));
      System.out.printf("shipped model kept in float16: largest difference %.1e%n", difference);
      assertTrue(difference < 1e-5, () -> "differs by " + difference);
    }
  }

  @Test
  void whatDoesNotFitStaysExact() throws IOException {
    StateDict weights = Vectors.gpenWeights(SMALL);
    String large = "generator.convs.0.conv.modulation.weight";
    Map<String, TensorSource> tensors = new HashMap<>(weights.tensors());
    float[] values = weights.get(large).floats().clone();
    values[0] = 70_000;
    long[] shape = weights.get(large).shape();
    tensors.put(large, TensorSource.of(values, shape));
    double difference = difference(new StateDict(tensors), Vectors.face(64));
    assertTrue(difference < HALF_A_LEVEL, () -> "differs by " + difference);
  }

  @Test
  void bf16IsKeptInHalfTheBytesToo() throws IOException {
    StateDict weights = Vectors.gpenWeights(SMALL);
    Tensor face = Vectors.face(64);
    Variant exact = new Variant(Form.INFERENCE, Precision.BF16, WeightStorage.EXACT);
    Variant half = Variant.generator(Precision.BF16);
    try (Network one = Vectors.network(weights, exact, folder);
        Network other = Vectors.network(weights, half, folder)) {
      double difference = Vectors.difference(values(one.run(face).get(0)), other.run(face).get(0));
      // Roundings of its own may fall to the other side.
      assertTrue(difference < 10 * HALF_A_LEVEL, () -> "differs by " + difference);
    }
    assertTrue(
        Files.size(folder.resolve(half + ".pt")) < Files.size(folder.resolve(exact + ".pt")));
  }

  @Test
  void winogradStartsFromTheWidenedWeights() throws IOException {
    StateDict weights = Vectors.gpenWeights(SMALL);
    Tensor face = Vectors.face(64);
    try (Network network = Vectors.network(weights, HALF, folder)) {
      float[] direct = values(network.run(face).get(0));
      network.run("winograd", new Tensor(FloatBuffer.wrap(new float[] {32, 64}), 2));
      double difference = Vectors.difference(direct, network.run(face).get(0));
      assertTrue(difference > 0 && difference < 1e-4, () -> "differs by " + difference);
    }
  }

  @Test
  void roundsToTheNearest() {
    ModuleTensor tensor =
        ModuleTensor.buffer(() -> new float[] {1, -2, 1 + 0x1p-11f}, 3).in(DType.FLOAT16);
    assertArrayEquals(new byte[] {0, 0x3c, 0, (byte) 0xc0, 0, 0x3c}, tensor.bytes());
  }

  @Test
  void namesTellTheVariantsApart() {
    assertEquals("inference-half", HALF.toString());
    assertEquals("inference-bf16-half", Variant.generator(Precision.BF16).toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Variant(Form.TRAINABLE, Precision.FP32, WeightStorage.HALF));
  }

  private double difference(StateDict weights, Tensor face) throws IOException {
    float[] expected;
    try (Network network = Vectors.network(weights, Form.INFERENCE, folder)) {
      expected = values(network.run(face).get(0));
    }
    try (Network network = Vectors.network(weights, HALF, folder)) {
      return Vectors.difference(expected, network.run(face).get(0));
    }
  }

  private double share() {
    try {
      return (double) Files.size(folder.resolve(HALF + ".pt"))
          / Files.size(folder.resolve(Variant.of(Form.INFERENCE) + ".pt"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[tensor.data().limit()];
    tensor.data().get(0, values);
    return values;
  }
}
