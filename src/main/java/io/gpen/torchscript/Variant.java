package io.gpen.torchscript;

import java.util.Locale;

/**
 * One of the archives that can be made of a checkpoint.
 *
 * @param form what the archive is for
 * @param precision what its convolutions work in; only the inference form of the generator has
 *     another than {@link Precision#FP32}
 */
public record Variant(Form form, Precision precision) {

  /** Refuses what no network has. */
  public Variant {
    if (precision != Precision.FP32 && form != Form.INFERENCE) {
      throw new IllegalArgumentException(
          "the " + form + " form is for " + Precision.FP32 + " only");
    }
  }

  /**
   * {@return a form in the checkpoint's own precision}
   *
   * @param form what the archive is for
   */
  public static Variant of(Form form) {
    return new Variant(form, Precision.FP32);
  }

  /** {@return the name in files, such as {@code inference-bf16}; {@code inference} for fp32} */
  @Override
  public String toString() {
    String name = precision == Precision.FP32 ? form.name() : form + "-" + precision;
    return name.toLowerCase(Locale.ROOT);
  }
}
