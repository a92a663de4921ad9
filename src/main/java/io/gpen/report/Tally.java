package io.gpen.report;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Copied;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Planned;
import io.gpen.batch.PhotoOutcome.Restored;
import io.gpen.batch.PhotoOutcome.Skipped;
import io.gpen.batch.PhotoOutcome.Unsupported;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run did, in figures.
 *
 * @param restored photos with restored faces
 * @param copied photos without anything to restore
 * @param skipped photos that an earlier run did
 * @param planned photos that a dry run would work on
 * @param newFailures photos that failed and had not failed before for the same reason
 * @param knownFailures photos that failed as they did before
 * @param unsupported pictures of kinds that are not supported
 * @param left photos left for later
 * @param ignored files that are not pictures
 * @param earlierOutputs pictures that earlier runs wrote
 * @param faces restored faces
 * @param kept faces left as they are
 * @param workSeconds time spent on restored and copied photos, waiting left out
 * @param elapsed wall time
 */
record Tally(
    int restored,
    int copied,
    int skipped,
    int planned,
    int newFailures,
    int knownFailures,
    int unsupported,
    int left,
    long ignored,
    long earlierOutputs,
    int faces,
    int kept,
    double workSeconds,
    Duration elapsed) {

  /** {@return the figures of a summary} */
  static Tally of(BatchSummary summary) {
    List<Restored> restored = all(summary, Restored.class);
    List<Copied> copied = all(summary, Copied.class);
    List<Failed> failed = all(summary, Failed.class);
    int known = (int) failed.stream().filter(Failed::known).count();
    return new Tally(
        restored.size(),
        copied.size(),
        all(summary, Skipped.class).size(),
        all(summary, Planned.class).size(),
        failed.size() - known,
        known,
        all(summary, Unsupported.class).size(),
        summary.leftForLater().size(),
        summary.ignored(),
        summary.earlierOutputs(),
        restored.stream().mapToInt(Restored::restored).sum(),
        restored.stream().mapToInt(Restored::kept).sum()
            + copied.stream().mapToInt(Copied::kept).sum(),
        restored.stream().mapToDouble(Restored::seconds).sum()
            + copied.stream().mapToDouble(Copied::seconds).sum(),
        summary.elapsed());
  }

  /** {@return the outcomes of one kind} */
  static <T extends PhotoOutcome> List<T> all(BatchSummary summary, Class<T> kind) {
    return summary.outcomes().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** {@return the figures in two lines} */
  String words() {
    List<String> parts = new ArrayList<>();
    parts.add(restored + " restored (" + faces(faces) + ")");
    parts.add(copied + " copied");
    parts.add(skipped + " already done");
    add(parts, planned, "would be done");
    add(parts, newFailures, "failed");
    add(parts, knownFailures, "failed as before");
    add(parts, unsupported, "not supported");
    add(parts, left, "left for later");
    add(parts, ignored, ignored == 1 ? "other file ignored" : "other files ignored");
    add(
        parts,
        earlierOutputs,
        earlierOutputs == 1 ? "earlier output ignored" : "earlier outputs ignored");
    add(parts, kept, kept == 1 ? "face kept as it is" : "faces kept as they are");
    return String.join(", ", parts) + System.lineSeparator() + time();
  }

  private String time() {
    StringBuilder text = new StringBuilder(duration(elapsed));
    int photos = restored + copied;
    double seconds = elapsed.toMillis() / 1000.0;
    if (photos > 0) {
      text.append(String.format(Locale.ROOT, ", %.2f s per photo", seconds / photos));
    }
    if (faces > 0) {
      text.append(String.format(Locale.ROOT, ", %.2f s per face", seconds / faces));
    }
    return text.toString();
  }

  private static String duration(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    if (time.toMinutes() > 0) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private static void add(List<String> parts, long count, String words) {
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  private static String faces(int count) {
    return count == 1 ? "1 face" : count + " faces";
  }
}
