package io.gpen.evaluate;

import io.gpen.text.Json;
import io.gpen.text.TextTable;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An evaluation as a table for people, and as JSON and CSV for programs. */
public final class EvaluationText {

  private static final String FRECHET = "Frechet (SqueezeNet)";

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
    List<Group> groups = evaluation.groups();
    Group all = evaluation.all();
    if (all.before().values().isEmpty()) {
      groups.forEach(group -> addRow(table, meanOf(group), group.mean()));
    }
    addRow(table, "mean of " + measured.size(), all.mean());
    String text = table.toString();
    long identical = evaluation.identical();
    if (identical > 0 && identical < measured.size()) {
      text += Wording.format("%d identical, not counted in the mean PSNR%n", identical);
    }
    return text + summary(groups, all);
  }

  private static String meanOf(Group group) {
    String name = group.name().isEmpty() ? "no folder" : group.name();
    return "mean of " + group.pictures().size() + " in " + name;
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

  private String summary(List<Group> groups, Group all) {
    List<Group> every = new ArrayList<>(groups);
    every.add(all);
    if (!all.before().values().isEmpty()) {
      TextTable table =
          new TextTable("group", "pictures", "measure", "before", "after", "gain", "better");
      every.forEach(group -> addRows(table, group));
      return "\n" + table;
    }
    return every.stream()
        .flatMap(
            group ->
                group.frechet().stream()
                    .map(d -> Wording.format("%s, %s: %.2f%n", FRECHET, group.name(), d)))
        .collect(Collectors.joining());
  }

  private void addRows(TextTable table, Group group) {
    String count = Integer.toString(group.pictures().size());
    Scores before = group.before();
    Scores after = group.mean();
    Scores gain = group.gain();
    Scores better = group.better();
    for (Measure measure : measures) {
      double share = better.get(measure);
      table.row(
          group.name(),
          count,
          measure.label(),
          measure.text(before.get(measure)),
          measure.text(after.get(measure)),
          Double.isNaN(gain.get(measure)) ? "-" : measure.text(gain.get(measure)),
          Double.isNaN(share) ? "-" : Wording.format("%.0f %%", 100 * share));
    }
    if (group.frechet().isPresent() && group.frechetBefore().isPresent()) {
      double now = group.frechet().get();
      double then = group.frechetBefore().get();
      table.row(
          group.name(),
          count,
          FRECHET,
          Wording.format("%.2f", then),
          Wording.format("%.2f", now),
          Wording.format("%.2f", then - now),
          "-");
    }
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
    boolean compared = !evaluation.all().before().values().isEmpty();
    StringBuilder csv = new StringBuilder("picture,group");
    measures.forEach(measure -> csv.append(',').append(measure.key()));
    if (compared) {
      measures.forEach(measure -> csv.append(",before.").append(measure.key()));
    }
    csv.append(",error\n");
    for (PairOutcome outcome : evaluation.outcomes()) {
      List<String> cells = new ArrayList<>(List.of(quoted(outcome.name())));
      if (outcome instanceof PairOutcome.Measured picture) {
        cells.add(quoted(picture.group()));
        cells.addAll(cells(picture.scores()));
        if (compared) {
          cells.addAll(cells(picture.before().orElse(new Scores(Map.of()))));
        }
        cells.add("");
      } else {
        int empty = 1 + measures.size() * (compared ? 2 : 1);
        cells.addAll(Collections.nCopies(empty, ""));
        cells.add(quoted(((PairOutcome.Failed) outcome).reason()));
      }
      csv.append(String.join(",", cells)).append('\n');
    }
    return csv.toString();
  }

  private List<String> cells(Scores scores) {
    return measures.stream()
        .mapToDouble(scores::get)
        .mapToObj(v -> Double.isNaN(v) ? "" : Double.isInfinite(v) ? "inf" : Double.toString(v))
        .toList();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
