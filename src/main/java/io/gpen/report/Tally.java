package io.gpen.report;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.FaceRecord;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Copied;
import io.gpen.batch.PhotoOutcome.Done;
import io.gpen.batch.PhotoOutcome.Enlarged;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Planned;
import io.gpen.batch.PhotoOutcome.Restored;
import io.gpen.batch.PhotoOutcome.Skipped;
import io.gpen.batch.PhotoOutcome.Unsupported;
import io.gpen.text.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A run in numbers, named as the JSON summary names them.
 *
 * @param restored photos with restored faces
 * @param enlarged photos that were enlarged and had no face to restore
 * @param copied photos with nothing to restore
 * @param skipped photos that an earlier run finished
 * @param planned photos that a dry run would process
 * @param failed photos that had not failed before
 * @param failedBefore photos that failed as they did before
 * @param unsupported images in formats that are not supported
 * @param ignored files that are not images
 * @param earlierOutputs images that earlier runs wrote
 * @param orphans outputs whose inputs no longer exist
 * @param facesRestored restored faces
 * @param facesRestoredLightly those of them of which less than a third is the model's
 * @param facesKept faces left unchanged, because that is better
 * @param facesFailed faces that could not be restored
 * @param facesBelowScore what may be faces as well, of a lower score than was asked for
 * @param lowestScore the score that all of them have at least, or null if there are none
 * @param workSeconds time spent on restored, enlarged and copied photos, without waiting
 * @param elapsedSeconds wall time
 */
record Tally(
    int restored,
    int enlarged,
    int copied,
    int skipped,
    int planned,
    int failed,
    int failedBefore,
    int unsupported,
    long ignored,
    long earlierOutputs,
    long orphans,
    int facesRestored,
    int facesRestoredLightly,
    int facesKept,
    int facesFailed,
    int facesBelowScore,
    Double lowestScore,
    double workSeconds,
    double elapsedSeconds) {

  static Tally of(BatchSummary summary) {
    List<Done> done = all(summary, Done.class);
    List<FaceRecord> faces = done.stream().flatMap(photo -> photo.faces().stream()).toList();
    List<Failed> failed = all(summary, Failed.class);
    int known = (int) failed.stream().filter(Failed::known).count();
    return new Tally(
        all(summary, Restored.class).size(),
        all(summary, Enlarged.class).size(),
        all(summary, Copied.class).size(),
        all(summary, Skipped.class).size(),
        all(summary, Planned.class).size(),
        failed.size() - known,
        known,
        all(summary, Unsupported.class).size(),
        summary.ignored(),
        summary.earlierOutputs(),
        summary.orphans(),
        done.stream().mapToInt(Done::restored).sum(),
        FaceRecord.count(faces, Outcome.RESTORED_LIGHTLY),
        FaceRecord.count(faces, Outcome.KEPT),
        FaceRecord.count(faces, Outcome.FAILED),
        FaceRecord.count(faces, Outcome.BELOW_SCORE),
        lowestScore(faces),
        done.stream().mapToDouble(Done::seconds).sum(),
        summary.elapsed().toNanos() / 1e9);
  }

  /** {@return the lowest score, rounded down to a multiple of 0.05, or null} */
  private static Double lowestScore(List<FaceRecord> faces) {
    OptionalDouble lowest =
        faces.stream()
            .filter(face -> face.outcome() == Outcome.BELOW_SCORE)
            .mapToDouble(FaceRecord::score)
            .min();
    return lowest.isEmpty() ? null : (Double) (Math.floor(20 * lowest.getAsDouble()) / 20);
  }

  /** {@return the outcomes of one kind} */
  static <T extends PhotoOutcome> List<T> all(BatchSummary summary, Class<T> kind) {
    return summary.outcomes().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * {@return the counts in one line, zeros left out but for restored, copied and done ones}
   *
   * @param left how many photos are left for later
   */
  String counts(int left) {
    List<String> parts = new ArrayList<>();
    String lightly = facesRestoredLightly == 0 ? "" : ", " + facesRestoredLightly + " lightly";
    parts.add(restored + " restored (" + Wording.count(facesRestored, "face") + lightly + ")");
    add(parts, enlarged, enlarged + " enlarged without faces");
    parts.add(copied + " copied");
    parts.add(skipped + " already done");
    add(parts, planned, planned + " to be processed");
    add(parts, failed, failed + " failed");
    add(parts, failedBefore, failedBefore + " failed as before");
    add(parts, unsupported, unsupported + " not supported");
    add(parts, left, left + " left for later");
    add(parts, ignored, Wording.count(ignored, "other file") + " ignored");
    add(parts, earlierOutputs, Wording.count(earlierOutputs, "earlier output") + " ignored");
    add(parts, facesKept, Wording.count(facesKept, "face") + " kept unchanged");
    add(parts, facesFailed, Wording.count(facesFailed, "face") + " failed");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, long count, String text) {
    if (count > 0) {
      parts.add(text);
    }
  }

  /** {@return the wall time, with the averages per photo and per face} */
  String times() {
    StringBuilder text =
        new StringBuilder(Wording.duration(Duration.ofMillis((long) (1000 * elapsedSeconds))));
    int photos = restored + enlarged + copied;
    if (photos > 0) {
      text.append(Wording.format(", %.2f s per photo", elapsedSeconds / photos));
    }
    if (facesRestored > 0) {
      text.append(Wording.format(", %.2f s per face", elapsedSeconds / facesRestored));
    }
    return text.toString();
  }
}
