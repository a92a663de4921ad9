package io.gpen.report;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Planned;
import io.gpen.batch.PhotoOutcome.Unsupported;
import io.gpen.files.PrintableText;
import io.gpen.text.Json;
import io.gpen.text.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of a run, a function of its summary alone.
 *
 * @param summary what the run did
 */
public record SummaryReport(BatchSummary summary) {

  /** Longer lists are cut; the manifest and {@code --json} name every photo. */
  private static final int MAX_LISTED = 50;

  /** {@return counts and every outcome as one JSON object, for programs} */
  public String json() {
    return Json.of(JsonSummary.of(summary));
  }

  /**
   * {@return lines for people: new failures first, then known ones, unsupported images, warnings,
   * what is left for later, the counts, and why the run stopped early}
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    List<Failed> failed = Tally.all(summary, Failed.class);
    list(text, "Failed", failed.stream().filter(f -> !f.known()).map(SummaryReport::line).toList());
    list(
        text,
        "Failed as before",
        failed.stream().filter(Failed::known).map(SummaryReport::line).toList());
    list(
        text,
        "Not supported",
        Tally.all(summary, Unsupported.class).stream()
            .map(photo -> photo.input() + ": " + photo.reason())
            .toList());
    list(text, "Warnings", warnings());
    list(
        text,
        "To be processed",
        Tally.all(summary, Planned.class).stream()
            .map(photo -> photo.input() + " -> " + photo.output())
            .toList());
    list(text, "Left for later", summary.leftForLater().stream().map(Path::toString).toList());
    Tally tally = Tally.of(summary);
    line(text, tally.counts(summary.leftForLater().size()));
    line(text, tally.times());
    if (tally.facesBelowScore() > 0) {
      line(
          text,
          Wording.format(
              "%s left out because of a lower score; --score %s restores them, too",
              Wording.count(tally.facesBelowScore(), "likely face"), tally.lowestScore()));
    }
    if (tally.orphans() > 0) {
      line(
          text,
          tally.orphans() == 1
              ? "1 output belongs to an input that is gone: gpen manifest prune OUTPUT"
              : tally.orphans()
                  + " outputs belong to inputs that are gone: gpen manifest prune OUTPUT");
    }
    // A cause that was thrown is reported where the process ends.
    summary
        .stopped()
        .filter(stop -> stop.cause().isEmpty())
        .ifPresent(stop -> line(text, "Stopped: " + stop.message()));
    return text.toString();
  }

  private static void list(StringBuilder text, String heading, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    line(text, heading + " (" + lines.size() + "):");
    lines.stream().limit(MAX_LISTED).forEach(line -> line(text, "  " + PrintableText.of(line)));
    if (lines.size() > MAX_LISTED) {
      line(text, "  and " + (lines.size() - MAX_LISTED) + " more");
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }

  private static String line(Failed failed) {
    return failed.input() + ": " + failed.reason();
  }

  private List<String> warnings() {
    List<String> lines = new ArrayList<>();
    for (PhotoOutcome outcome : summary.outcomes()) {
      for (String warning : outcome.warnings()) {
        lines.add(outcome.input() + ": " + warning);
      }
    }
    return lines;
  }
}
