package io.gpen.benchmark;

import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Storage;
import io.gpen.torchscript.Variant;
import io.gpen.tuning.CpuFlags;
import io.gpen.tuning.PrecisionChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways to run the generator. All are the same function. */
public enum GeneratorForm {
  /** What the reference does, in the reference's order: the yardstick of the others. */
  REFERENCE(Variant.of(Form.REFERENCE)),
  /** The checkpoint's own parameters, with autograd. */
  TRAINABLE(Variant.of(Form.TRAINABLE)),
  /** Everything that does not depend on the picture folded into the weights. */
  DIRECT(Variant.of(Form.INFERENCE)),
  /** The same with Winograd's convolution on those levels where it wins on this machine. */
  WINOGRAD(Variant.of(Form.INFERENCE)),
  /** The same with convolutions in bf16, and Winograd's on those levels where it wins. */
  BF16(new Variant(Form.INFERENCE, Precision.BF16, Storage.EXACT));

  private final Variant variant;

  GeneratorForm(Variant variant) {
    this.variant = variant;
  }

  /** {@return what its archive is made as} */
  Variant variant() {
    return variant;
  }

  /** {@return in which numbers its convolutions are computed} */
  Precision precision() {
    return variant.precision();
  }

  /** {@return whether levels are switched to Winograd's convolution where it wins} */
  boolean tuned() {
    return this == WINOGRAD || this == BF16;
  }

  /** {@return its name as it is written in options and results} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return those that are worth timing}
   *
   * @param flags of the processor
   * @param choice if automatic, bf16 is left out unless the processor has the instructions
   */
  static List<GeneratorForm> of(CpuFlags flags, PrecisionChoice choice) {
    boolean bf16 =
        choice == PrecisionChoice.BF16 || choice == PrecisionChoice.AUTO && flags.hasBf16();
    return Arrays.stream(values())
        .filter(form -> form.precision() == Precision.FP32 || bf16)
        .toList();
  }
}
