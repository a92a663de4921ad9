package io.gpen.tuning;

import java.util.Locale;

/** The precision of the generator that a user asked for. */
public enum PrecisionChoice {
  /** Whatever is fastest on this machine without being seen. */
  AUTO,
  /** 32 bits. */
  FP32,
  /** 16 bits in the convolutions, even where it is slow. */
  BF16;

  /**
   * {@return the choice that a text names}
   *
   * @param text {@code auto}, {@code fp32} or {@code bf16}
   * @throws IllegalArgumentException if it is none of them
   */
  public static PrecisionChoice parse(String text) {
    for (PrecisionChoice choice : values()) {
      if (choice.toString().equals(text)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("not a precision: " + text + " (auto, fp32 or bf16)");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
