package io.gpen.benchmark;

import io.gpen.text.Json;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.torchscript.WeightStorage;
import io.gpen.tuning.CpuFlags;
import io.gpen.tuning.PrecisionChoice;
import java.util.Arrays;
import java.util.List;

/** The forms of the generator, which all compute the same function. */
public enum GeneratorForm {
  /** The operations of the reference in its order: the baseline. */
  REFERENCE(Variant.of(Form.REFERENCE)),
  /** The checkpoint's parameters, with autograd. */
  TRAINABLE(Variant.of(Form.TRAINABLE)),
  /** With everything that does not depend on the image folded into the weights. */
  DIRECT(Variant.of(Form.INFERENCE)),
  /** The same with Winograd's convolution at the levels where it is faster on this machine. */
  WINOGRAD(Variant.of(Form.INFERENCE)),
  /** The same in bf16, with Winograd's convolution where it is faster. */
  BF16(new Variant(Form.INFERENCE, Precision.BF16, WeightStorage.EXACT));

  private final Variant variant;

  GeneratorForm(Variant variant) {
    this.variant = variant;
  }

  /** {@return the variant of its archive} */
  Variant variant() {
    return variant;
  }

  /** {@return the precision of its convolutions} */
  Precision precision() {
    return variant.precision();
  }

  /** {@return whether it uses Winograd's convolution where that is faster} */
  boolean tuned() {
    return this == WINOGRAD || this == BF16;
  }

  /** {@return its name in options and results} */
  public String label() {
    return Json.word(this);
  }

  /**
   * {@return the forms that are timed by default}
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
