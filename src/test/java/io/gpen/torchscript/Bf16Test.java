package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.evaluate.Measures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bf16 archive is the same network but for a rounding that nobody sees. */
class Bf16Test {

  private static final String SMALL = "g64-m1-n0.25";
  private static final Variant BF16 =
      new Variant(Form.INFERENCE, Precision.BF16, WeightStorage.EXACT);

  /** In dB, where the peak is the whole range from -1 to 1. */
  private static final double WORST_PSNR = 48;

  @TempDir Path folder;

  @Test
  void differsFromFp32ByLessThanIsSeen() throws IOException {
    StateDict weights = Vectors.gpenWeights(SMALL);
    Tensor face = Vectors.face(64);
    Tensor exact;
    try (Network network = Vectors.network(weights, Form.INFERENCE, folder)) {
      exact = network.run(face).get(0);
    }
    try (Network network = Vectors.network(weights, BF16, folder)) {
      double psnr = psnr(exact, network.run(face).get(0));
      System.out.printf("bf16 against fp32: PSNR %.1f dB (at least %.0f)%n", psnr, WORST_PSNR);
      assertTrue(psnr > WORST_PSNR, () -> "PSNR is " + psnr);
      assertTrue(Double.isFinite(psnr), "nothing was rounded");
    }
  }

  @Test
  void archiveIsSmaller() throws IOException {
    StateDict weights = Vectors.gpenWeights(SMALL);
    Path wide = folder.resolve("wide.pt");
    Path narrow = folder.resolve("narrow.pt");
    Converter.convert(weights, Form.INFERENCE, wide);
    Converter.convert(weights, BF16, narrow);
    assertTrue(Files.size(narrow) < Files.size(wide));
  }

  @Test
  void otherFormsHaveNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Variant(Form.TRAINABLE, Precision.BF16, WeightStorage.EXACT));
  }

  private static double psnr(Tensor exact, Tensor rounded) {
    double sum = 0;
    for (int i = 0; i < exact.data().limit(); i++) {
      double difference = clamp(exact.data().get(i)) - clamp(rounded.data().get(i));
      sum += difference * difference;
    }
    return Measures.psnr(sum / exact.data().limit(), 2);
  }

  private static double clamp(double value) {
    return Math.max(-1, Math.min(1, value));
  }
}
