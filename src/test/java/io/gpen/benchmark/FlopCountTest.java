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
}
