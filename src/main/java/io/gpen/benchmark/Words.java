package io.gpen.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How figures are written for a person: medians, in the units of the field. */
final class Words {

  static final double GIGA = 1e9;
  static final double MEBI = 1 << 20;
  static final double GIBI = 1 << 30;

  private static final double MILLI = 1e-3;

  private Words() {}

  static String milliseconds(Measurement seconds) {
    return format("%.1f", seconds.median() / MILLI);
  }

  static String spread(Measurement measurement) {
    return format("%.0f %%", 100 * measurement.spread());
  }

  static String ratio(Measurement ratio) {
    return format("%.2fx", ratio.median());
  }

  static String count(Optional<Measurement> counted) {
    return counted.map(c -> format("%,.0f", c.median())).orElse("-");
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * {@return the name of a generator as it runs}
   *
   * @param form what it was made as
   * @param winograd the sides in pixels of the levels that Winograd's convolution computes
   */
  static String generator(String form, List<Integer> winograd) {
    return winograd.isEmpty() ? form : form + " " + winograd;
  }
}
