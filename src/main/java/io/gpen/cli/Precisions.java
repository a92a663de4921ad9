package io.gpen.cli;

import io.gpen.engine.EngineOptions;
import io.gpen.files.Sha256;
import io.gpen.torchscript.Precision;
import io.gpen.tuning.PrecisionChoice;
import java.nio.charset.StandardCharsets;

/** The precision of the generator and how the manifest tells the precisions apart. */
final class Precisions {

  private Precisions() {}

  /**
   * {@return the precision to restore in; needs no engine}
   *
   * @param choice what the user asked for
   * @param options what networks run on
   */
  static Precision resolve(PrecisionChoice choice, EngineOptions options) {
    return choice.precision(options.device());
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
