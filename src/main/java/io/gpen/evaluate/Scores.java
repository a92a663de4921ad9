package io.gpen.evaluate;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of some measures.
 *
 * @param values in the order of {@link Measure}; a measure that has none is not there
 */
public record Scores(Map<Measure, Double> values) {

  /** {@return the value of a measure, NaN if there is none} */
  public double get(Measure measure) {
    return values.getOrDefault(measure, Double.NaN);
  }

  /** {@return the same by the measures' keys} */
  Map<String, Double> byKey() {
    Map<String, Double> named = new LinkedHashMap<>();
    values.forEach((measure, value) -> named.put(measure.key(), value));
    return named;
  }

  /**
   * {@return the mean of each measure} Identical pictures have an infinite PSNR and do not count in
   * its mean, which is infinite only if all are identical.
   *
   * @param all values of several pictures
   */
  static Scores mean(Collection<Scores> all) {
    EnumMap<Measure, Double> means = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      double[] known =
          all.stream()
              .mapToDouble(scores -> scores.get(measure))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      if (known.length > 0) {
        means.put(
            measure,
            Arrays.stream(known)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.POSITIVE_INFINITY));
      }
    }
    return new Scores(means);
  }
}
