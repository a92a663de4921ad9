package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gpen.DeterministicWeights;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.GpenLayout;
import io.gpen.torchscript.NetworkDescription;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The work of published networks, and weights laid out like theirs. */
class FlopCountTest {

  @Test
  void gpen512HasTheOperationsThatTorchCounts() {
    // torch.utils.flop_counter on the official network counts 276.22.
    FlopCount work = FlopCount.of(GpenLayout.published(512));
    assertEquals(276.22, work.total() / 1e9, 0.02);
    assertEquals(35.5, work.encoder() / 1e9, 0.15);
    assertEquals(167.4, work.convolutions() / 1e9, 0.05);
    assertEquals(70.8, work.transposed() / 1e9, 0.05);
  }

  @ParameterizedTest
  @CsvSource({"512, 71005223", "256, 18879010"})
  void untrainedNetworksHaveThePublishedSizes(int size, long parameters) {
    try (StateDict weights = Subject.untrained(size).weights().open()) {
      NetworkDescription network = Converter.describe(weights, Form.INFERENCE);
      assertEquals(size, network.size());
      assertEquals(parameters, network.parameters());
      assertEquals(GpenLayout.published(size), GpenLayout.of(weights));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 100, 4096})
  void otherSizesAreRefused(int size) {
    assertThrows(IllegalArgumentException.class, () -> Subject.untrained(size));
  }

  @Test
  void detectorsHaveTheOperationsThatTorchCounts() {
    try (StateDict small =
        CheckpointReader.open(Path.of("model_zoo/retinaface-mobilenet-0.25.safetensors"))) {
      assertEquals(3.77, DetectorFlopCount.of(small, 1024, 768) / 1e9, 0.01);
    }
    StateDict large =
        DeterministicWeights.of(
            "vectors/retinaface/r50.keys.tsv", DeterministicWeights.Family.RETINA, 1);
    assertEquals(170.0, DetectorFlopCount.of(large, 1024, 768) / 1e9, 0.1);
  }

  @Test
  void aStepOfTrainingPassesEachConvolutionAsOftenAsItsGradientsNeed() {
    GpenLayout layout = GpenLayout.of(64, 1, 0.125, 512, 8);
    // Each pass of 32 channels at 64 pixels, 64 at 32, 16, 8 and 4, by hand.
    double kernels = 9 * (32 * 32 * 4096.0 + 64 * 64 * (1024 + 256 + 64));
    double halving = (9 + 1) * (32 * 64 * 1024.0 + 64 * 64 * (256 + 64 + 16));
    double blurs = 16 * (32 * (65 * 65 + 1024.0) + 64 * (33 * 33 + 256 + 17 * 17 + 64 + 81 + 16));
    double ends = 3 * 32 * 4096.0 + 16 * (9 * 65 * 64 + 64 * 64) + 64;
    double judge = 2 * (kernels + halving + blurs + ends);
    assertEquals(judge, TrainingFlopCount.discriminator(layout), 1);
    FlopCount generator = FlopCount.of(layout);
    TrainingFlopCount work = TrainingFlopCount.of(layout);
    assertEquals(4 * generator.total() + 8 * judge, work.plain(), 1);
    assertEquals(6 * judge, work.r1(), 1);
    assertEquals(6 * generator.total() - 3 * generator.encoder(), work.path(), 1);
  }
}
