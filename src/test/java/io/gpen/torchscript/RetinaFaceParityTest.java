package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both detectors give the reference's raw outputs. */
class RetinaFaceParityTest {

  private static final double TOLERANCE = 1e-3;
  private static final List<String> OUTPUTS = List.of("loc", "conf", "landms");
  private static final int[] WIDTHS = {4, 2, 10};

  @TempDir Path folder;

  private static StateDict resnet() {
    return DeterministicWeights.of(
        "vectors/retinaface/r50.keys.tsv", DeterministicWeights.Family.RETINA, 41);
  }

  @Test
  void resNet50() throws IOException {
    StateDict weights = resnet();
    assertEquals(
        Shared.json("vectors/retinaface/manifest.json")
            .getAsJsonArray("vectors")
            .get(1)
            .getAsJsonObject()
            .getAsJsonObject("weights")
            .get("sha256")
            .getAsString(),
        DeterministicWeights.sha256(weights));
    Path picture = Shared.file("vectors/retinaface/r50-input-320x256.png");
    try (Network network = Vectors.network(weights, Form.INFERENCE, folder)) {
      assertNear("r50", 3360, network.run(Vectors.detectorInput(picture)));
      NetworkDescription description = NetworkDescription.fromJson(network.description());
      assertEquals(Architecture.RETINAFACE_RESNET50, description.architecture());
      assertEquals(27_293_600, description.parameters());
    }
  }

  @Test
  void mobileNetOnAPhotographThatIsNoMultipleOfTheStride() throws IOException {
    Path file = Shared.file("weights/retinaface_mobilenet0.25_official.pth");
    try (StateDict weights = CheckpointReader.open(file);
        Network network = Vectors.network(weights, Form.INFERENCE, folder)) {
      Tensor photo = Vectors.detectorInput(Shared.testphoto("greek-immigrants-1905.jpg"));
      assertNear("mobilenet-greek", 14_996, network.run(photo));
      NetworkDescription description = NetworkDescription.fromJson(network.description());
      assertEquals(Architecture.RETINAFACE_MOBILENET, description.architecture());
      assertEquals(0, description.size());
    }
  }

  private static void assertNear(String name, int anchors, List<Tensor> outputs) {
    assertEquals(OUTPUTS.size(), outputs.size());
    for (int i = 0; i < OUTPUTS.size(); i++) {
      Tensor output = outputs.get(i);
      assertArrayEquals(new int[] {1, anchors, WIDTHS[i]}, output.shape());
      String sample = name + "." + OUTPUTS.get(i);
      double difference = Vectors.difference("retinaface/" + sample, output);
      System.out.printf(
          "%s: largest difference %.2g (at most %.0g)%n", sample, difference, TOLERANCE);
      assertTrue(difference <= TOLERANCE, () -> sample + " differs by " + difference);
    }
  }

  @ParameterizedTest
  @CsvSource({"32, 32", "33, 47", "100, 1", "95, 129"})
  void anySizeHasTheAnchorsOfTheReference(int height, int width) throws IOException {
    int anchors = 0;
    for (int step : new int[] {8, 16, 32}) {
      anchors += 2 * ((height + step - 1) / step) * ((width + step - 1) / step);
    }
    try (Network network = Vectors.network(resnet(), Form.INFERENCE, folder)) {
      float[] values = new float[3 * height * width];
      Tensor input = new Tensor(FloatBuffer.wrap(values), 1, 3, height, width);
      assertArrayEquals(new int[] {1, anchors, 4}, network.run(input).get(0).shape());
    }
  }
}
