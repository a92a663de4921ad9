package io.gpen.benchmark;

import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * One quantity, measured repeatedly.
 *
 * @param median the median of the samples, robust against a busy moment
 * @param spread the interquartile range as a share of the median; 0 if the median is 0
 * @param min the smallest sample
 * @param max the largest sample
 * @param samples in the order of the rounds; at least one
 */
public record Measurement(
    double median, double spread, double min, double max, List<Double> samples) {

  /**
   * {@return a measurement}
   *
   * @param samples in the order of the rounds
   * @throws IllegalArgumentException if there are none
   */
  public static Measurement of(List<Double> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no samples");
    }
    List<Double> sorted = samples.stream().sorted().toList();
    double median = quantile(sorted, 0.5);
    double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    return new Measurement(
        median,
        median == 0 ? 0 : range / median,
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        List.copyOf(samples));
  }

  /** Linear interpolation between neighbours, the default of most statistics programs. */
  private static double quantile(List<Double> sorted, double share) {
    double position = share * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
  }

  /**
   * {@return the ratio to another quantity, taken round by round, so that a busy moment, which
   * slows both down, cancels out}
   *
   * @param other measured in the same rounds
   */
  public Measurement over(Measurement other) {
    return combine(other, (a, b) -> a / b);
  }

  /**
   * {@return the sum with another quantity, taken round by round}
   *
   * @param other measured in the same rounds
   */
  public Measurement plus(Measurement other) {
    return combine(other, Double::sum);
  }

  private Measurement combine(Measurement other, DoubleBinaryOperator operator) {
    if (samples.size() != other.samples.size()) {
      throw new IllegalArgumentException(
          Wording.format(
              "%d samples cannot be paired with %d", samples.size(), other.samples.size()));
    }
    List<Double> combined = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      combined.add(operator.applyAsDouble(samples.get(i), other.samples.get(i)));
    }
    return of(combined);
  }

  /**
   * {@return the quantity in another unit}
   *
   * @param factor what every sample is multiplied by
   */
  public Measurement times(double factor) {
    return of(samples.stream().map(sample -> factor * sample).toList());
  }
}
