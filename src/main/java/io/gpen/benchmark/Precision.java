package io.gpen.benchmark;

import java.util.Locale;

/** The numbers that convolutions are computed in. */
public enum Precision {
  /** 32 bits. */
  FP32,
  /** 16 bits with the exponent of 32. */
  BF16;

  /** {@return its name as it is written in options and results} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
