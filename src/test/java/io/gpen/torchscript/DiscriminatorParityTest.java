package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The discriminator gives the reference's scores and losses. */
class DiscriminatorParityTest {

  /** Of a value's own size, as the vectors' README says. */
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;

  private static StateDict weights() {
    return DeterministicWeights.of(
        "vectors/training/discriminator.keys.tsv", DeterministicWeights.Family.DISC, 32);
  }

  private static float[] real() {
    float[] first = Vectors.rgb("vectors/inputs/face-64.png", 2 / 255.0, -1).data().array();
    float[] second = Vectors.rgb("vectors/training/real-1.png", 2 / 255.0, -1).data().array();
    return Folding.join(List.of(first, second));
  }

  private static Tensor batch(float[] values) {
    return new Tensor(FloatBuffer.wrap(values), values.length / (3 * 64 * 64), 3, 64, 64);
  }

  private static void assertNear(String name, float[] expected, Tensor actual) {
    assertEquals(expected.length, actual.data().limit());
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(actual.data().get(i) - expected[i]);
      largest = Math.max(largest, difference / Math.abs(expected[i]));
    }
    System.out.printf(
        "%s: largest relative difference %.2g (at most %.0g)%n", name, largest, TOLERANCE);
    assertTrue(largest <= TOLERANCE, name + " differs by " + largest);
  }

  private static float[] values(JsonObject values, String name) {
    return values.get(name).isJsonArray()
        ? floats(values, name)
        : new float[] {values.get(name).getAsFloat()};
  }

  private static float[] floats(JsonObject values, String name) {
    float[] floats = new float[values.getAsJsonArray(name).size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.getAsJsonArray(name).get(i).getAsFloat();
    }
    return floats;
  }

  @Test
  void scoresAndLossesAreTheReferences() throws IOException {
    JsonObject expected = Shared.json("vectors/training/manifest.json").getAsJsonObject("values");
    float[] real = real();
    float[] fake = Shared.floats("vectors/training/fake.output.bin");
    float[] both = Folding.join(List.of(real, fake));
    try (Network network = Vectors.network(weights(), Form.TRAINABLE, folder)) {
      Tensor scores = network.run(batch(real)).get(0);
      assertArrayEquals(new int[] {2, 1}, scores.shape());
      assertNear("scores of real ones", values(expected, "discriminatorReal"), scores);
      Tensor one = network.run(batch(Arrays.copyOf(real, real.length / 2))).get(0);
      assertNear("score of one alone", values(expected, "discriminatorBatch1"), one);
      assertNear(
          "scores of fakes",
          values(expected, "discriminatorFake"),
          network.run(batch(fake)).get(0));
      assertNear(
          "loss of the discriminator",
          values(expected, "dLoss"),
          network.run("d_loss", batch(both)).get(0));
      assertNear(
          "loss of the generator",
          values(expected, "gAdversarial"),
          network.run("g_loss", batch(fake)).get(0));
    }
  }

  @Test
  void isRecognisedWithItsSizeAndForTrainingOnly() {
    assertEquals(Form.TRAINABLE, Converter.usualVariant(weights()).form());
    NetworkDescription description = Converter.describe(weights(), Form.TRAINABLE);
    assertEquals(Architecture.DISCRIMINATOR, description.architecture());
    assertEquals(64, description.size());
    long kernels = weights().names().stream().filter(name -> name.endsWith("kernel")).count();
    long values = weights().tensors().values().stream().mapToLong(TensorSource::elements).sum();
    assertEquals(values - 16 * kernels, description.parameters());
    String message =
        assertThrows(CheckpointException.class, () -> Converter.describe(weights(), Form.INFERENCE))
            .getMessage();
    assertTrue(
        message.contains(
            "not a GPEN generator but a discriminator, which has only the trainable form"),
        message);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Map<String, TensorSource> tensors = new LinkedHashMap<>(weights().tensors());
    tensors.remove("convs.2.skip.0.kernel");
    tensors.put("final_linear.1.weight", TensorSource.of(new float[128], 2, 64));
    String message =
        assertThrows(
                CheckpointException.class,
                () -> Converter.describe(new StateDict(tensors), Form.TRAINABLE))
            .getMessage();
    assertTrue(message.contains("a discriminator for 64 pixels"), message);
    assertTrue(message.contains("missing: convs.2.skip.0.kernel"), message);
    assertTrue(message.contains("final_linear.1.weight is [2, 64] instead of [1, 64]"), message);
    tensors.keySet().removeIf(name -> name.startsWith("convs.4.") || name.startsWith("convs.3."));
    String small =
        assertThrows(
                CheckpointException.class,
                () -> Converter.describe(new StateDict(tensors), Form.TRAINABLE))
            .getMessage();
    assertTrue(small.contains("with 2 residual blocks"), small);
  }
}
