package io.gpen.tuning;

import io.gpen.engine.DeviceChoice;
import io.gpen.torchscript.Precision;
import java.util.Locale;

/** The precision that a user chose for the generator. */
public enum PrecisionChoice {
  /**
   * bf16 where networks run on a processor with bf16 instructions, otherwise fp32. Nothing is
   * timed: the same machine always gets the same answer, so a busy minute or an empty cache never
   * changes which photos count as done.
   */
  AUTO,
  /** 32 bits. */
  FP32,
  /** 16 bits in the convolutions, even where it is slow. */
  BF16;

  /**
   * {@return the choice that a text names}
   *
   * @param text {@code auto}, {@code fp32} or {@code bf16}, in upper or lower case
   * @throws IllegalArgumentException if it is none of them
   */
  public static PrecisionChoice parse(String text) {
    for (PrecisionChoice choice : values()) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("not a precision: " + text + " (auto, fp32 or bf16)");
  }

  /**
   * {@return the precision to convert a generator to; needs no engine}
   *
   * @param device what the generator runs on
   * @throws io.gpen.engine.EngineException if {@code PYTORCH_LIBRARY_PATH} names a folder without
   *     libtorch
   */
  public Precision precision(DeviceChoice device) {
    return switch (this) {
      case FP32 -> Precision.FP32;
      case BF16 -> Precision.BF16;
      case AUTO -> automatic(CpuFlags.current(), device.allowsCuda());
    };
  }

  /** Rounding only pays on the CPU; a GPU keeps all 24 bits. */
  static Precision automatic(CpuFlags flags, boolean cuda) {
    return flags.hasBf16() && !cuda ? Precision.BF16 : Precision.FP32;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
