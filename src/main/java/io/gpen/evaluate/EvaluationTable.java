package io.gpen.evaluate;

import java.util.List;
import java.util.Locale;

/** The measures for people: a line for each pair and one for the means. */
public final class EvaluationTable {

  private static final String NAME = "picture";

  private EvaluationTable() {}

  /**
   * {@return lines of columns that stand below each other; failures are not among them}
   *
   * @param evaluation what came out
   */
  public static String of(Evaluation evaluation) {
    List<PairOutcome.Measured> measured = evaluation.measured();
    if (measured.isEmpty()) {
      return "nothing was measured\n";
    }
    String mean = "mean of " + measured.size();
    int width = Math.max(NAME.length(), mean.length());
    for (PairOutcome.Measured pair : measured) {
      width = Math.max(width, pair.name().length());
    }
    StringBuilder table = new StringBuilder();
    table.append(
        "%s  %7s  %7s  %7s  %7s%n"
            .formatted(padded(NAME, width), "PSNR", "PSNR-Y", "SSIM", "SSIM-Y"));
    for (PairOutcome.Measured pair : measured) {
      table.append(row(padded(pair.name(), width), pair.measures()));
    }
    table.append(row(padded(mean, width), evaluation.mean()));
    if (evaluation.identical() > 0 && evaluation.identical() < measured.size()) {
      table.append(
          "%d of them the same in every pixel: not in the mean of PSNR%n"
              .formatted(evaluation.identical()));
    }
    return table.toString();
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(width - name.length());
  }

  private static String row(String name, Measures measures) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %s  %7.4f  %7.4f%n",
        name,
        decibels(measures.psnr()),
        decibels(measures.psnrY()),
        measures.ssim(),
        measures.ssimY());
  }

  private static String decibels(double value) {
    return Double.isInfinite(value) ? "   same" : String.format(Locale.ROOT, "%7.2f", value);
  }
}
