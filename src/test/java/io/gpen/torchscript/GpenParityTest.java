package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of GPEN gives what the reference gives. */
class GpenParityTest {

  /** The folded form sums in another order. */
  private static final double FOLDED_TOLERANCE = 1e-4;

  private static final double STAGE_TOLERANCE = 2e-5;
  private static final String SMALL = "g64-m1-n0.25";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "g64-m1-n0.25, 64, 1e-5",
    "g128-m1-n0.25, 128, 1e-5",
    "g256-m1-n0.5, 256, 1e-5",
    "g512-m2-n1, 512, 1e-5",
    "g1024-m2-n1, 1024, 2e-5"
  })
  void everyFormGivesTheReferencesOutput(String name, int size, double tolerance)
      throws IOException {
    StateDict weights = Vectors.gpenWeights(name);
    Tensor face = Vectors.face(size);
    for (Form form : Form.values()) {
      try (Network network = Vectors.network(weights, form, folder)) {
        Tensor output = network.run(face).get(0);
        assertArrayEquals(new int[] {1, 3, size, size}, output.shape());
        double allowed = form == Form.INFERENCE ? FOLDED_TOLERANCE : tolerance;
        assertNear(name + " " + form, Vectors.difference("gpen/" + name, output), allowed);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"g64-m1-n0.25, 64", "g128-m1-n0.25, 128", "g256-m1-n0.5, 256"})
  void latent(String name, int size) throws IOException {
    float[] expected = Shared.floats("vectors/gpen/" + name + ".latent.bin");
    try (Network network = Vectors.network(Vectors.gpenWeights(name), Form.TRAINABLE, folder)) {
      Tensor latent = network.run("latent", Vectors.face(size)).get(0);
      double largest = 0;
      for (int i = 0; i < expected.length; i++) {
        double difference = Math.abs(expected[i] - latent.data().get(i));
        largest = Math.max(largest, difference / (1 + Math.abs(expected[i])));
      }
      assertNear(name + " latent", largest, STAGE_TOLERANCE);
    }
  }

  @Test
  void weightsAreThoseOfTheVectors() {
    JsonObject vector =
        Shared.json("vectors/gpen/manifest.json")
            .getAsJsonArray("vectors")
            .get(0)
            .getAsJsonObject();
    assertEquals(
        vector.getAsJsonObject("weights").get("sha256").getAsString(),
        DeterministicWeights.sha256(Vectors.gpenWeights(SMALL)));
  }

  @ParameterizedTest
  @CsvSource({"TRAINABLE, 1e-5", "REFERENCE, 1e-5", "INFERENCE, 1e-4"})
  void wholeOutputAndBatchOfTwo(Form form, double tolerance) throws IOException {
    Tensor face = Vectors.face(64);
    try (Network network = Vectors.network(Vectors.gpenWeights(SMALL), form, folder)) {
      float[] expected = Shared.floats("vectors/gpen/" + SMALL + ".output.bin");
      double single = Vectors.difference(expected, network.run(face).get(0));
      assertNear(form + " whole output", single, tolerance);
      Tensor batch = network.run(Vectors.withMirror(face)).get(0);
      assertArrayEquals(new int[] {2, 3, 64, 64}, batch.shape());
      double both = Vectors.difference("gpen/" + SMALL + ".batch2", batch);
      assertNear(form + " batch of 2", both, tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({"zip.pth, plain", "float16.pth, float16", "bfloat16.pth, bfloat16"})
  void checkpointWithANarrowStyle(String file, String expected) throws IOException {
    float[] output = Shared.floats("vectors/pth/" + expected + ".output.bin");
    try (StateDict weights = CheckpointReader.open(Shared.file("vectors/pth/" + file))) {
      for (Form form : Form.values()) {
        try (Network network = Vectors.network(weights, form, folder)) {
          Tensor actual = network.run(Vectors.face(64)).get(0);
          double tolerance = form == Form.TRAINABLE ? 1e-5 : FOLDED_TOLERANCE;
          assertNear(file + " " + form, Vectors.difference(output, actual), tolerance);
        }
      }
    }
  }

  @Test
  void everyStageOfTheTrainableForm() throws IOException {
    var expected =
        JsonParser.parseString(
                Files.readString(Shared.file("vectors/gpen/" + SMALL + ".stages.json")))
            .getAsJsonArray();
    try (Network network = Vectors.network(Vectors.gpenWeights(SMALL), Form.TRAINABLE, folder)) {
      List<Tensor> stages = network.run("stages", Vectors.face(64));
      assertEquals(expected.size(), stages.size());
      double largest = 0;
      for (int i = 0; i < stages.size(); i++) {
        JsonObject stage = expected.get(i).getAsJsonObject();
        for (int j = 0; j < 8; j++) {
          int position = stage.getAsJsonArray("positions").get(j).getAsInt();
          double value = stage.getAsJsonArray("values").get(j).getAsDouble();
          double difference = Math.abs(value - stages.get(i).data().get(position));
          largest = Math.max(largest, difference / (1 + Math.abs(value)));
        }
      }
      assertNear(SMALL + " stages", largest, STAGE_TOLERANCE);
    }
  }

  private static void assertNear(String what, double difference, double tolerance) {
    System.out.printf("%s: largest difference %.2g (at most %.0g)%n", what, difference, tolerance);
    assertTrue(difference <= tolerance, () -> what + " differs by " + difference);
  }
}
