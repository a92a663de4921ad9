package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** ParseNet gives the reference's scores and classes. */
class ParseNetParityTest {

  private static final double TOLERANCE = 1e-4;
  private static final int PIXELS = 20;

  @TempDir Path folder;

  private static StateDict weights() {
    return DeterministicWeights.of(
        "vectors/parsenet/keys.tsv", DeterministicWeights.Family.PARSE, 51);
  }

  private static StateDict changed(Consumer<Map<String, TensorSource>> change) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>(weights().tensors());
    change.accept(tensors);
    return new StateDict(tensors);
  }

  private static String refusal(StateDict weights) {
    return assertThrows(
            CheckpointException.class, () -> Converter.describe(weights, Form.INFERENCE))
        .getMessage();
  }

  @Test
  void scoresAndClassesAreTheReferences() throws IOException {
    try (Network network = Vectors.network(weights(), Form.INFERENCE, folder)) {
      Tensor face = Vectors.face(512);
      List<Tensor> outputs = network.run(face);
      assertArrayEquals(new int[] {1, 19, 512, 512}, outputs.get(0).shape());
      assertArrayEquals(new int[] {1, 3, 512, 512}, outputs.get(1).shape());
      double scores = Vectors.difference("parsenet/logits", outputs.get(0));
      double image = Vectors.difference("parsenet/image", outputs.get(1));
      int different = differingPixels(network.run("classes", face).get(0));
      System.out.printf(
          "ParseNet: scores %.2g, image %.2g (at most %.0g), %d pixels of another class%n",
          scores, image, TOLERANCE, different);
      assertTrue(scores <= TOLERANCE && image <= TOLERANCE);
      assertTrue(different <= PIXELS);
    }
  }

  private static int differingPixels(Tensor classes) {
    assertArrayEquals(new int[] {1, 512, 512}, classes.shape());
    Mat expected =
        Imgcodecs.imread(
            Shared.file("vectors/parsenet/classes.png").toString(), Imgcodecs.IMREAD_GRAYSCALE);
    byte[] numbers = new byte[512 * 512];
    expected.get(0, 0, numbers);
    expected.release();
    int different = 0;
    for (int i = 0; i < numbers.length; i++) {
      different += numbers[i] == classes.data().get(i) ? 0 : 1;
    }
    return different;
  }

  @Test
  void isRecognisedWithItsSizes() {
    NetworkDescription description = Converter.describe(weights(), Form.INFERENCE);
    assertEquals(Architecture.PARSENET, description.architecture());
    assertEquals(512, description.size());
    assertEquals(21_303_254, description.parameters());
    StateDict shallow = changed(t -> t.keySet().removeIf(name -> name.startsWith("body.9.")));
    assertEquals(
        21_303_254 - 2 * (256 * 256 * 9 + 2 * 256),
        Converter.describe(shallow, Form.INFERENCE).parameters());
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertTrue(
        refusal(changed(t -> t.remove("body.3.conv1.norm.norm.bias")))
            .contains("missing: body.3.conv1.norm.norm.bias"));
    assertTrue(
        refusal(
                changed(
                    t ->
                        t.put(
                            "out_mask_conv.conv2d.weight",
                            TensorSource.of(new float[11 * 64 * 9], 11, 64, 3, 3))))
            .contains("out_mask_conv.conv2d.weight is [11, 64, 3, 3] instead of [19, 64, 3, 3]"));
    assertTrue(
        refusal(changed(t -> t.keySet().removeIf(name -> name.startsWith("decoder.3."))))
            .contains("halves images 4 times, doubles them 3 times"));
    assertTrue(
        refusal(changed(t -> t.remove("encoder.0.conv2d.weight")))
            .contains("encoder.0.conv2d.weight is missing"));
    assertTrue(
        refusal(changed(t -> t.put("body.9999.x", TensorSource.of(new float[1], 1))))
            .contains("a list body of 10000 modules"));
  }
}
