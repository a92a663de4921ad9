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
import io.gpen.face.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** RRDBNet gives the reference's pictures, without tiles. */
class RrdbNetParityTest {

  private static final double TOLERANCE = 2e-5;

  @TempDir Path folder;

  private static StateDict weights(int scale) {
    return DeterministicWeights.of(
        "vectors/rrdbnet/x" + scale + ".keys.tsv", DeterministicWeights.Family.RRDB, 60 + scale);
  }

  private static String refusal(int scale, Consumer<Map<String, TensorSource>> change) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>(weights(scale).tensors());
    change.accept(tensors);
    return assertThrows(
            CheckpointException.class,
            () -> Converter.describe(new StateDict(tensors), Form.INFERENCE))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({"1, 9601315", "2, 9590947", "4, 9588355"})
  void valuesAreTheReferences(int scale, long parameters) throws IOException {
    try (Network network = Vectors.network(weights(scale), Form.INFERENCE, folder)) {
      Tensor output =
          network.run(Vectors.rgb("vectors/rrdbnet/input-64x48.png", 1 / 255.0, 0)).get(0);
      assertArrayEquals(new int[] {1, 3, 48 * scale, 64 * scale}, output.shape());
      double difference = Vectors.difference("rrdbnet/x%d-64x48-tile0".formatted(scale), output);
      System.out.printf(
          "RRDBNet x%d: largest difference %.2g (at most %.0g)%n", scale, difference, TOLERANCE);
      assertTrue(difference <= TOLERANCE, "difference " + difference);
      NetworkDescription description = NetworkDescription.fromJson(network.description());
      assertEquals(Architecture.valueOf("RRDBNET_X" + scale), description.architecture());
      assertEquals(parameters, description.parameters());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 64x48", "2, 64x48", "4, 64x48", "4, 61x47"})
  void picturesAreTheReferences(int scale, String size) throws IOException {
    Mat expected =
        Pictures.bgr(Shared.file("vectors/rrdbnet/x%d-%s-tile0.png".formatted(scale, size)));
    try (Network network = Vectors.network(weights(scale), Form.INFERENCE, folder)) {
      String input = "vectors/rrdbnet/input-%s.png".formatted(size);
      Mat own = picture(network.run(Vectors.rgb(input, 1 / 255.0, 0)).get(0));
      double[] apart = Pictures.difference(expected, own);
      System.out.printf(
          "RRDBNet x%d of %s: %.0f levels, mean %.2g%n", scale, size, apart[0], apart[1]);
      assertTrue(apart[0] <= 1 && apart[1] <= 0.001, "levels " + apart[0] + ", " + apart[1]);
    }
  }

  /** Clipped and rounded, as RealESRNet.process does it. */
  private static Mat picture(Tensor rgb) {
    int plane = rgb.shape()[2] * rgb.shape()[3];
    byte[] bgr = new byte[3 * plane];
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < 3; c++) {
        float share = Math.max(0, Math.min(1, rgb.data().get(c * plane + i)));
        bgr[3 * i + 2 - c] = (byte) Math.rint(share * 255f);
      }
    }
    Mat picture = new Mat(rgb.shape()[2], rgb.shape()[3], CvType.CV_8UC3);
    picture.put(0, 0, bgr);
    return picture;
  }

  @Test
  void whatDoesNotFitIsNamed() {
    String missing = refusal(4, t -> t.remove("body.7.rdb2.conv3.bias"));
    assertTrue(missing.contains("missing: body.7.rdb2.conv3.bias"), missing);
    String stem = refusal(4, t -> t.remove("conv_first.weight"));
    assertTrue(stem.contains("conv_first.weight is missing"), stem);
    String channels =
        refusal(
            2,
            t -> t.put("conv_first.weight", TensorSource.of(new float[32 * 9 * 9], 32, 9, 3, 3)));
    assertTrue(channels.contains("with 9 input channels"), channels);
    String length = refusal(4, t -> t.put("body.99999.x", TensorSource.of(new float[1], 1)));
    assertTrue(length.contains("100000 modules"), length);
  }

  @Test
  void thereIsNoFormForTraining() {
    String message =
        assertThrows(
                CheckpointException.class, () -> Converter.describe(weights(4), Form.TRAINABLE))
            .getMessage();
    assertTrue(message.contains("which has only the inference form"), message);
  }
}
