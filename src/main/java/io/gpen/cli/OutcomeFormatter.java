package io.gpen.cli;

import io.gpen.batch.PhotoOutcome;
import io.gpen.text.Wording;

/** Formats the outcome of a photo as one line. */
final class OutcomeFormatter {

  private OutcomeFormatter() {}

  static String of(PhotoOutcome outcome) {
    String input = outcome.input().toString();
    if (outcome instanceof PhotoOutcome.Restored done) {
      String lightly = done.lightly() == 0 ? "" : Wording.format(" (%d lightly)", done.lightly());
      String kept = done.kept() == 0 ? "" : Wording.format(", %d kept", done.kept());
      return Wording.format(
          "restored    %s: %s%s%s, %.1f s",
          input, Wording.count(done.restored(), "face"), lightly, kept, done.seconds());
    }
    if (outcome instanceof PhotoOutcome.Enlarged enlarged) {
      return Wording.format(
          "enlarged    %s: %s, %.1f s", input, enlarged.reason(), enlarged.seconds());
    }
    if (outcome instanceof PhotoOutcome.Copied copied) {
      return "copied      " + input + ": " + copied.reason();
    }
    if (outcome instanceof PhotoOutcome.Failed failed) {
      String known = failed.known() ? " (known from an earlier run)" : "";
      return "failed      " + input + ": " + failed.reason() + known;
    }
    if (outcome instanceof PhotoOutcome.Unsupported unsupported) {
      return "unsupported " + input + ": " + unsupported.reason();
    }
    if (outcome instanceof PhotoOutcome.Planned planned) {
      return "would do    " + input + " -> " + planned.output();
    }
    return "skipped     " + input + ": finished by an earlier run";
  }

  /** {@return whether the line is shown even with --quiet} */
  static boolean isTrouble(PhotoOutcome outcome) {
    return outcome instanceof PhotoOutcome.Failed failed && !failed.known();
  }
}
