package io.gpen.evaluate;

import io.gpen.text.Json;
import io.gpen.text.TextTable;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/** An evaluation as a table for people, and as JSON and CSV for programs. */
public final class EvaluationText {

  private static final String FRECHET = "Frechet (SqueezeNet)";

  /** The columns that are always there. */
  private static final List<String> CSV_START = List.of("picture", "group");

  private final Evaluation evaluation;
  private final List<Measure> measures;

  /**
   * Takes what is to be told.
   *
   * @param evaluation the measures of a set of images
   */
  public EvaluationText(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.measures = evaluation.measures();
  }

  /**
   * {@return a table with a row for each image and one for the means, without the failures; a
   * second one compares groups, or with the images before, if there are such}
   */
  public String table() {
    List<PairOutcome.Measured> measured = evaluation.measured();
    if (measured.isEmpty()) {
      return "nothing was measured\n";
    }
    TextTable table =
        new TextTable(
            Stream.concat(Stream.of("picture"), measures.stream().map(this::heading))
                .toArray(String[]::new));
    measured.forEach(picture -> addRow(table, picture.name(), picture.scores()));
    if (!compared()) {
      evaluation.groups().forEach(group -> addRow(table, meanOf(group), group.mean()));
    }
    Scores mean = evaluation.all().mean();
    addRow(table, "mean of " + measured.size(), mean);
    StringBuilder text = new StringBuilder(table.toString());
    long identical = evaluation.identical();
    if (identical > 0 && identical < measured.size()) {
      text.append(Wording.format("%d identical, not counted in the mean PSNR%n", identical));
    }
    return compared() || evaluation.all().frechet().isPresent()
        ? text.append('\n').append(summaryTable()).toString()
        : text.toString();
  }

  private TextTable summaryTable() {
    List<List<String>> rows = summary();
    TextTable table = new TextTable(rows.get(0).toArray(String[]::new));
    rows.stream().skip(1).forEach(row -> table.row(row.toArray(String[]::new)));
    return table;
  }

  private static String title(Group group) {
    return group.name().isEmpty() ? "no folder" : group.name();
  }

  private static String meanOf(Group group) {
    return "mean of " + group.pictures().size() + " in " + title(group);
  }

  /** As wide as the usual values, so that runs look alike. */
  private String heading(Measure measure) {
    return " ".repeat(Math.max(0, 7 - measure.label().length())) + measure.label();
  }

  private void addRow(TextTable table, String name, Scores scores) {
    table.row(
        Stream.concat(
                Stream.of(name),
                measures.stream().map(measure -> measure.text(scores.get(measure))))
            .toArray(String[]::new));
  }

  /**
   * {@return the headings, and a row for each measure of each group: before and after if there are
   * images before, else the mean}
   */
  List<List<String>> summary() {
    List<Group> every = new ArrayList<>(evaluation.groups());
    if (every.size() != 1) {
      every.add(evaluation.all());
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        compared()
            ? List.of("group", "pictures", "measure", "before", "after", "gain", "better")
            : List.of("group", "pictures", "measure", "mean"));
    every.forEach(group -> addRows(rows, group));
    return rows;
  }

  private boolean compared() {
    return !evaluation.all().before().values().isEmpty();
  }

  private void addRows(List<List<String>> rows, Group group) {
    Scores before = group.before();
    Scores after = group.mean();
    Scores gain = group.gain();
    Scores better = group.better();
    for (Measure measure : measures) {
      double share = better.get(measure);
      addRow(
          rows,
          group,
          measure.label(),
          measure.text(before.get(measure)),
          measure.text(after.get(measure)),
          measure.text(gain.get(measure)),
          Double.isNaN(share) ? "-" : Wording.format("%.0f %%", 100 * share));
    }
    Optional<Double> now = group.frechet();
    Optional<Double> then = group.frechetBefore();
    if (now.isPresent()) {
      addRow(
          rows,
          group,
          FRECHET,
          then.map(d -> Wording.format("%.2f", d)).orElse("-"),
          Wording.format("%.2f", now.get()),
          then.map(d -> Wording.format("%.2f", d - now.get())).orElse("-"),
          "-");
    }
  }

  private void addRow(
      List<List<String>> rows,
      Group group,
      String measure,
      String before,
      String after,
      String gain,
      String better) {
    String count = Integer.toString(group.pictures().size());
    rows.add(
        compared()
            ? List.of(title(group), count, measure, before, after, gain, better)
            : List.of(title(group), count, measure, after));
  }

  /**
   * {@return counts, means, groups and the list of images as one JSON object, each image with its
   * measures or an error} Infinite ratios are left out; {@code identical} is true for such images.
   */
  public String json() {
    Report report =
        new Report(
            evaluation.measured().size(),
            evaluation.identical(),
            evaluation.failed().size(),
            Summary.of(evaluation.all()),
            evaluation.groups().stream().map(g -> new Named(g.name(), Summary.of(g))).toList(),
            evaluation.outcomes().stream().map(EvaluationText::picture).toList(),
            evaluation.unused());
    return Json.of(report);
  }

  private static Picture picture(PairOutcome outcome) {
    if (outcome instanceof PairOutcome.Measured picture) {
      return new Picture(
          picture.name(),
          picture.isIdentical(),
          picture.scores().byKey(),
          picture.before().map(Scores::byKey).orElse(null),
          null);
    }
    String reason = ((PairOutcome.Failed) outcome).reason();
    return new Picture(outcome.name(), null, null, null, reason);
  }

  private record Report(
      int measured,
      long identical,
      int failed,
      @Json.Inline Summary all,
      List<Named> groups,
      List<Picture> pictures,
      List<String> unused) {}

  private record Named(String group, @Json.Inline Summary summary) {}

  private record Summary(
      int count,
      Map<String, Double> mean,
      Map<String, Double> meanBefore,
      Map<String, Double> gain,
      Map<String, Double> better,
      Double frechetSqueezeNet,
      Double frechetSqueezeNetBefore) {

    static Summary of(Group group) {
      boolean compared = !group.before().values().isEmpty();
      return new Summary(
          group.pictures().size(),
          group.mean().byKey(),
          compared ? group.before().byKey() : null,
          compared ? group.gain().byKey() : null,
          compared ? group.better().byKey() : null,
          group.frechet().orElse(null),
          group.frechetBefore().orElse(null));
    }
  }

  private record Picture(
      String picture,
      Boolean identical,
      @Json.Inline Map<String, Double> measures,
      Map<String, Double> before,
      String error) {}

  /**
   * {@return a line for each image: its name, its folder, each measure, each measure before, and an
   * error} Values that are not known are empty, infinite ones {@code inf}.
   */
  public String csv() {
    boolean compared = compared();
    List<String> columns = new ArrayList<>(CSV_START);
    measures.forEach(measure -> columns.add(measure.key()));
    if (compared) {
      measures.forEach(measure -> columns.add("before." + measure.key()));
    }
    columns.add("error");
    StringBuilder csv = new StringBuilder(line(columns));
    for (PairOutcome outcome : evaluation.outcomes()) {
      List<String> cells = new ArrayList<>(List.of(outcome.name()));
      if (outcome instanceof PairOutcome.Measured picture) {
        cells.add(picture.group());
        cells.addAll(cells(picture.scores()));
        if (compared) {
          cells.addAll(cells(picture.before().orElse(new Scores(Map.of()))));
        }
        cells.add("");
      } else {
        cells.addAll(Collections.nCopies(columns.size() - 2, ""));
        cells.add(((PairOutcome.Failed) outcome).reason());
      }
      csv.append(line(cells));
    }
    return csv.toString();
  }

  /**
   * {@return whether a file is such a list, by what it begins with}
   *
   * @param head its first characters
   */
  public static boolean isCsv(String head) {
    return head.startsWith(String.join(",", CSV_START) + ",");
  }

  private static String line(List<String> cells) {
    return CSVFormat.RFC4180.format(cells.toArray()) + "\n";
  }

  private List<String> cells(Scores scores) {
    return measures.stream()
        .mapToDouble(scores::get)
        .mapToObj(v -> Double.isNaN(v) ? "" : Double.isInfinite(v) ? "inf" : Double.toString(v))
        .toList();
  }
}
