package io.gpen.report;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Planned;
import io.gpen.batch.PhotoOutcome.Unsupported;
import io.gpen.files.PrintableText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The summary of a run for a person: what needs attention first, then what was done. */
final class TextSummary {

  /** More photos than these are counted and not named; the manifest and {@code --json} have all. */
  private static final int NAMED = 50;

  private final BatchSummary summary;
  private final PrintWriter out;

  private TextSummary(BatchSummary summary, PrintWriter out) {
    this.summary = summary;
    this.out = out;
  }

  /** Prints the summary. */
  static void print(BatchSummary summary, PrintWriter out) {
    new TextSummary(summary, out).print();
    out.flush();
  }

  private void print() {
    List<Failed> failed = Tally.all(summary, Failed.class);
    list("Failed", failed.stream().filter(f -> !f.known()).map(TextSummary::line).toList());
    list(
        "Failed before, and still",
        failed.stream().filter(Failed::known).map(TextSummary::line).toList());
    list(
        "Not supported",
        Tally.all(summary, Unsupported.class).stream()
            .map(photo -> photo.input() + ": " + photo.reason())
            .toList());
    list("Warnings", warnings());
    list(
        "Would be done",
        Tally.all(summary, Planned.class).stream()
            .map(photo -> photo.input() + " -> " + photo.output())
            .toList());
    list("Left for later", summary.leftForLater().stream().map(Path::toString).toList());
    out.println(Tally.of(summary).words());
    if (summary.orphans() > 0) {
      String belong = summary.orphans() == 1 ? " output belongs" : " outputs belong";
      out.println(
          summary.orphans() + belong + " to inputs that are gone: gpen manifest prune OUTPUT");
    }
    summary
        .stopped()
        // What was thrown is told by whoever ends the process with its code.
        .filter(stop -> stop.cause().isEmpty())
        .ifPresent(stop -> out.println("Stopped: " + stop.message()));
  }

  private void list(String heading, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(heading + " (" + lines.size() + "):");
    lines.stream().limit(NAMED).forEach(line -> out.println("  " + PrintableText.of(line)));
    if (lines.size() > NAMED) {
      out.println("  and " + (lines.size() - NAMED) + " more");
    }
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
