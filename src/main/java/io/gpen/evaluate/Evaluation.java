package io.gpen.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came out of many pairs.
 *
 * @param outcomes every picture that was to be measured, in the order of the names
 * @param unused pictures to compare with that nobody needed
 */
public record Evaluation(List<PairOutcome> outcomes, List<String> unused) {

  /** {@return what was measured, without the failures} */
  public List<PairOutcome.Measured> measured() {
    return outcomes.stream()
        .filter(PairOutcome.Measured.class::isInstance)
        .map(PairOutcome.Measured.class::cast)
        .toList();
  }

  /** {@return the pictures that could not be measured} */
  public List<PairOutcome.Failed> failed() {
    return outcomes.stream()
        .filter(PairOutcome.Failed.class::isInstance)
        .map(PairOutcome.Failed.class::cast)
        .toList();
  }

  /** {@return how many pictures are the same as their partners in every pixel} */
  public long identical() {
    return measured().stream().filter(pair -> Double.isInfinite(pair.measures().psnr())).count();
  }

  /**
   * {@return the mean of each measure over the pairs} Infinite ratios have no mean, so pairs that
   * are the same do not count in those; if all are the same, the mean is infinite. NaN if nothing
   * was measured.
   */
  public Measures mean() {
    return new Measures(
        mean(Measures::psnr), mean(Measures::psnrY), mean(Measures::ssim), mean(Measures::ssimY));
  }

  private double mean(ToDoubleFunction<Measures> measure) {
    List<PairOutcome.Measured> all = measured();
    return all.stream()
        .map(PairOutcome.Measured::measures)
        .mapToDouble(measure)
        .filter(Double::isFinite)
        .average()
        .orElse(all.isEmpty() ? Double.NaN : Double.POSITIVE_INFINITY);
  }
}
