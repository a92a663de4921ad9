package io.gpen.benchmark;

import io.gpen.torchscript.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways to run the generator. All are the same function. */
public enum Variant {
  /** The checkpoint's own parameters, with autograd. */
  TRAINABLE(Form.TRAINABLE, Precision.FP32),
  /** Everything that does not depend on the picture folded into the weights. */
  DIRECT(Form.INFERENCE, Precision.FP32);

  private final Form form;
  private final Precision precision;

  Variant(Form form, Precision precision) {
    this.form = form;
    this.precision = precision;
  }

  /** {@return the form of its archive} */
  Form form() {
    return form;
  }

  /** {@return in which numbers its convolutions are computed} */
  Precision precision() {
    return precision;
  }

  /** {@return its name as it is written in options and results} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return all that make sense on a processor} */
  static List<Variant> on(Processor processor) {
    return Arrays.stream(values())
        .filter(variant -> variant.precision != Precision.BF16 || processor.hasBf16())
        .toList();
  }
}
