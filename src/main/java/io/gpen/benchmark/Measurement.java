package io.gpen.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * One quantity, measured again and again.
 *
 * @param samples what came out, in the order of the repeats; at least one
 */
public record Measurement(List<Double> samples) {

  /** Copies the samples and refuses an empty list. */
  public Measurement {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  /** {@return the value that half of the samples lie below; robust against a busy moment} */
  public double median() {
    return quantile(0.5);
  }

  /** {@return the smallest sample} */
  public double min() {
    return quantile(0);
  }

  /** {@return the largest sample} */
  public double max() {
    return quantile(1);
  }

  /** {@return the distance between the quartiles as a share of the median; 0 if that is 0} */
  public double spread() {
    double median = median();
    return median == 0 ? 0 : (quantile(0.75) - quantile(0.25)) / median;
  }

  /**
   * {@return how many times larger this is than another quantity, taken pair by pair, so that a
   * busy moment, which slows both down, cancels out}
   *
   * @param other measured in the same rounds
   */
  public Measurement over(Measurement other) {
    if (samples.size() != other.samples.size()) {
      throw new IllegalArgumentException(
          "%d samples have no pairs among %d".formatted(samples.size(), other.samples.size()));
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      ratios.add(samples.get(i) / other.samples.get(i));
    }
    return new Measurement(ratios);
  }

  /**
   * {@return the sum with another quantity, round by round}
   *
   * @param other measured in the same rounds
   */
  public Measurement plus(Measurement other) {
    if (samples.size() != other.samples.size()) {
      throw new IllegalArgumentException("not measured in the same rounds");
    }
    List<Double> sums = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      sums.add(samples.get(i) + other.samples.get(i));
    }
    return new Measurement(sums);
  }

  /**
   * {@return the same in other units}
   *
   * @param factor what every sample is multiplied by
   */
  public Measurement times(double factor) {
    return new Measurement(samples.stream().map(sample -> factor * sample).toList());
  }

  /** Linear between neighbours, as most statistics programs do by default. */
  private double quantile(double share) {
    List<Double> sorted = samples.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }
}
