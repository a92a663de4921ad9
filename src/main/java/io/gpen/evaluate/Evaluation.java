package io.gpen.evaluate;

import io.gpen.text.Json;
import io.gpen.text.TextTable;
import io.gpen.text.Wording;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The measures of a set of images.
 *
 * @param outcomes every image that was to be measured, in the order of the names
 * @param unused references that no image belongs to
 */
public record Evaluation(List<PairOutcome> outcomes, List<String> unused) {

  /** {@return the images that were measured} */
  public List<PairOutcome.Measured> measured() {
    return outcomes.stream()
        .filter(PairOutcome.Measured.class::isInstance)
        .map(PairOutcome.Measured.class::cast)
        .toList();
  }

  /** {@return the images that could not be measured} */
  public List<PairOutcome.Failed> failed() {
    return outcomes.stream()
        .filter(PairOutcome.Failed.class::isInstance)
        .map(PairOutcome.Failed.class::cast)
        .toList();
  }

  /** {@return how many images are identical to their references} */
  public long identical() {
    return measured().stream().filter(Evaluation::isIdentical).count();
  }

  private static boolean isIdentical(PairOutcome.Measured pair) {
    return Double.isInfinite(pair.measures().psnr());
  }

  /**
   * {@return the mean of each measure} Identical pairs have an infinite PSNR and do not count in
   * its mean, which is infinite only if all are identical. NaN if nothing was measured.
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

  /** {@return a table with a row for each pair and one for the means, without the failures} */
  public String table() {
    List<PairOutcome.Measured> measured = measured();
    if (measured.isEmpty()) {
      return "nothing was measured\n";
    }
    TextTable table = new TextTable("picture", " PSNR", " PSNR-Y", "   SSIM", " SSIM-Y");
    measured.forEach(pair -> addRow(table, pair.name(), pair.measures()));
    addRow(table, "mean of " + measured.size(), mean());
    long identical = identical();
    return identical > 0 && identical < measured.size()
        ? table + Wording.format("%d identical, not counted in the mean PSNR%n", identical)
        : table.toString();
  }

  private static void addRow(TextTable table, String name, Measures measures) {
    table.row(
        name,
        decibels(measures.psnr()),
        decibels(measures.psnrY()),
        Wording.format("%.4f", measures.ssim()),
        Wording.format("%.4f", measures.ssimY()));
  }

  private static String decibels(double value) {
    return Double.isInfinite(value) ? "   same" : Wording.format("%7.2f", value);
  }

  /**
   * {@return counts, means and the list of images as one JSON object, each image with its measures
   * or an error} Infinite ratios are left out; {@code identical} is true for such pairs.
   */
  public String json() {
    return Json.of(
        new Report(
            measured().size(),
            identical(),
            failed().size(),
            mean(),
            outcomes.stream().map(Evaluation::picture).toList(),
            unused));
  }

  private static Picture picture(PairOutcome outcome) {
    if (outcome instanceof PairOutcome.Measured pair) {
      return new Picture(pair.name(), isIdentical(pair), pair.measures(), null);
    }
    return new Picture(outcome.name(), null, null, ((PairOutcome.Failed) outcome).reason());
  }

  private record Report(
      int measured,
      long identical,
      int failed,
      Measures mean,
      List<Picture> pictures,
      List<String> unused) {}

  private record Picture(
      String picture, Boolean identical, @Json.Inline Measures measures, String error) {}
}
