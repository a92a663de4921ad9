package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.gpen.engine.EngineOptions;
import io.gpen.files.Sha256;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.PrecisionChoice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrecisionsTest {

  private static final Sha256 WEIGHTS = Sha256.of("weights".getBytes(StandardCharsets.UTF_8));

  @Test
  void photosAreRestoredAgainOnlyIfPixelsChange() {
    assertEquals(WEIGHTS, Precisions.identity(WEIGHTS, Precision.FP32));
    assertNotEquals(WEIGHTS, Precisions.identity(WEIGHTS, Precision.BF16));
  }

  @Test
  void explicitChoiceIsFollowedEverywhere() {
    assertEquals(Precision.FP32, Precisions.resolve(PrecisionChoice.FP32, EngineOptions.DEFAULT));
    assertEquals(Precision.BF16, Precisions.resolve(PrecisionChoice.BF16, EngineOptions.DEFAULT));
  }
}
