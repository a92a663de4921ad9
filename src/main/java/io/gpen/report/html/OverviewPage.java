package io.gpen.report.html;

import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ProcessingFingerprint;
import io.gpen.files.PrintableText;
import io.gpen.text.HtmlTemplate;
import io.gpen.text.Wording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The first page of a report: the values of its template. */
record OverviewPage(
    String output,
    List<Total> totals,
    List<Setting> settings,
    Optional<String> otherSettings,
    Optional<PhotoPage.Link> first,
    int parts,
    int photos,
    String version,
    String at) {

  private static final HtmlTemplate TEMPLATE = HtmlTemplate.of(OverviewPage.class, "index");

  /** A count and what was counted. */
  record Total(String count, String what) {}

  /** An option or a model, with its value. */
  record Setting(String name, String value) {}

  static String render(Path output, List<ReportPhoto> photos, int parts) {
    Optional<Ended> latest =
        photos.stream()
            .flatMap(photo -> photo.entry().last().stream())
            .filter(ended -> ended.at() != null)
            .max(Comparator.comparing(Ended::at));
    return TEMPLATE.render(
        new OverviewPage(
            PrintableText.of(output.toAbsolutePath().normalize().toString()),
            totals(photos),
            latest.map(ended -> settings(ended.fingerprint())).orElse(List.of()),
            latest.flatMap(ended -> others(ended.fingerprint(), photos)),
            photos.stream().findFirst().map(PhotoPage.Link::to),
            parts,
            photos.size(),
            latest.map(Ended::tool).orElse(""),
            latest.map(ended -> ended.at().toString()).orElse("")));
  }

  private static List<Total> totals(List<ReportPhoto> photos) {
    List<Total> totals = new ArrayList<>();
    for (String outcome : List.of("failed", "unsupported", "restored", "enlarged", "copied")) {
      long count = photos.stream().filter(photo -> photo.outcome().equals(outcome)).count();
      boolean always = outcome.equals("restored");
      add(totals, count, always, (count == 1 ? "photo " : "photos ") + word(outcome));
    }
    add(totals, sum(photos, ReportPhoto::restored), true, "faces restored");
    add(
        totals,
        sum(photos, photo -> photo.count(Outcome.RESTORED_LIGHTLY)),
        false,
        "of them lightly");
    add(totals, sum(photos, ReportPhoto::kept), false, "faces kept unchanged");
    add(totals, sum(photos, photo -> photo.count(Outcome.FAILED)), false, "faces failed");
    add(
        totals,
        sum(photos, photo -> photo.count(Outcome.BELOW_SCORE)),
        false,
        "likely faces at a lower score");
    double seconds = photos.stream().mapToDouble(ReportPhoto::seconds).sum();
    totals.add(new Total(Wording.duration(Duration.ofMillis((long) (1000 * seconds))), "of work"));
    return totals;
  }

  private static String word(String outcome) {
    return switch (outcome) {
      case "unsupported" -> "not supported";
      case "enlarged" -> "enlarged without faces";
      case "copied" -> "copied unchanged";
      default -> outcome;
    };
  }

  private static int sum(List<ReportPhoto> photos, ToIntFunction<ReportPhoto> count) {
    return photos.stream().mapToInt(count).sum();
  }

  private static void add(List<Total> totals, long count, boolean always, String what) {
    if (count > 0 || always) {
      totals.add(new Total(Long.toString(count), what));
    }
  }

  private static List<Setting> settings(ProcessingFingerprint fingerprint) {
    List<Setting> settings = new ArrayList<>();
    fingerprint
        .options()
        .forEach((name, value) -> settings.add(new Setting(name, PrintableText.of(value))));
    fingerprint
        .models()
        .forEach((role, digest) -> settings.add(new Setting("SHA-256 of the " + role, digest)));
    return settings;
  }

  private static Optional<String> others(ProcessingFingerprint latest, List<ReportPhoto> photos) {
    long others =
        photos.stream()
            .flatMap(photo -> photo.done().stream())
            .filter(done -> !done.fingerprint().equals(latest))
            .count();
    return others == 0
        ? Optional.empty()
        : Optional.of(
            Wording.count(others, "photo") + " of earlier runs had other settings or models.");
  }
}
