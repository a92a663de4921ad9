package io.gpen.cli;

import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.files.Sha256;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.PrecisionChoice;
import io.gpen.tuning.Tuning;
import java.nio.charset.StandardCharsets;

/** What the choice of a precision comes to on this machine. */
final class Precisions {

  private Precisions() {}

  /**
   * {@return the precision to restore in; most machines need no engine for the answer}
   *
   * @param choice what the user asked for
   * @param options what networks run on
   */
  static Precision resolve(PrecisionChoice choice, EngineOptions options) {
    if (choice == PrecisionChoice.BF16) {
      return Precision.BF16;
    }
    if (Tuning.isSurelyFp32(choice)) {
      return Precision.FP32;
    }
    try (Engine engine = Engine.start(options)) {
      return Tuning.of(engine).precision(choice);
    }
  }

  /**
   * {@return what stands for a generator in the manifest}
   *
   * @param weights the digest of its weights
   * @param precision what it works in; bf16 changes pixels, so it makes another model of it
   */
  static Sha256 identity(Sha256 weights, Precision precision) {
    return precision == Precision.FP32
        ? weights
        : Sha256.of((weights + ":" + precision).getBytes(StandardCharsets.UTF_8));
  }
}
