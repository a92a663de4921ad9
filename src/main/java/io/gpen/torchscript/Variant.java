package io.gpen.torchscript;

import java.util.Locale;

/**
 * One of the archives that can be made of a checkpoint.
 *
 * @param form what the archive is for
 * @param precision what its convolutions work in; only the inference forms of the generator and of
 *     networks that enlarge have another than {@link Precision#FP32}
 * @param storage how its tensors are kept; only the inference form of the generator has another
 *     than {@link WeightStorage#EXACT}
 */
public record Variant(Form form, Precision precision, WeightStorage storage) {

  /** Refuses what no network has. */
  public Variant {
    if (form != Form.INFERENCE && (precision != Precision.FP32 || storage != WeightStorage.EXACT)) {
      throw new IllegalArgumentException(
          "the " + form + " form is for " + Precision.FP32 + " only, and kept exactly");
    }
  }

  /**
   * {@return a form in fp32, kept exactly}
   *
   * @param form what the archive is for
   */
  public static Variant of(Form form) {
    return new Variant(form, Precision.FP32, WeightStorage.EXACT);
  }

  /**
   * {@return the inference form of the generator as it is used: in half the bytes}
   *
   * @param precision what its convolutions work in
   */
  public static Variant generator(Precision precision) {
    return new Variant(Form.INFERENCE, precision, WeightStorage.HALF);
  }

  /**
   * {@return the name in files, such as {@code inference-bf16-half}; {@code inference} for fp32
   * kept exactly}
   */
  @Override
  public String toString() {
    StringBuilder name = new StringBuilder(form.name());
    if (precision != Precision.FP32) {
      name.append('-').append(precision);
    }
    if (storage != WeightStorage.EXACT) {
      name.append('-').append(storage);
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
