package io.gpen.torchscript;

import io.gpen.checkpoint.DType;
import java.util.Locale;

/** The numbers that the convolutions of an archive work in. */
public enum Precision {
  /** 32-bit floating point. */
  FP32,
  /**
   * The upper half of it: 8 bits for the fraction. Fast where the processor has instructions for
   * it, dozens of times slower where it has not. Styles, linear layers and the sums of RGB stay
   * {@link #FP32}.
   */
  BF16;

  /** {@return these numbers in files} */
  DType dtype() {
    return this == BF16 ? DType.BFLOAT16 : DType.FLOAT32;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
