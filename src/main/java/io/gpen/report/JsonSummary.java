package io.gpen.report;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.FaceRecord;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Copied;
import io.gpen.batch.PhotoOutcome.Done;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Planned;
import io.gpen.batch.PhotoOutcome.Restored;
import io.gpen.batch.PhotoOutcome.Skipped;
import io.gpen.batch.PhotoOutcome.Unsupported;
import io.gpen.text.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The JSON object of a summary: counts and every outcome. All paths are absolute. */
record JsonSummary(
    @Json.Inline Tally tally,
    Optional<Stopped> stopped,
    List<Photo> photos,
    List<Path> leftForLater) {

  /** Why the run ended before its last photo. */
  private record Stopped(BatchSummary.Stop.Kind kind, String message) {}

  /** One photo; what its outcome does not have is null. */
  private record Photo(
      Path input,
      String outcome,
      Path output,
      String reason,
      Integer facesRestored,
      Integer facesRestoredLightly,
      Integer facesKept,
      List<FaceRecord> faces,
      Double seconds,
      List<String> warnings,
      Failed.Cause cause,
      Boolean known) {

    static Photo of(PhotoOutcome outcome) {
      Path input = absolute(outcome.input());
      if (outcome instanceof Done done) {
        boolean restored = done instanceof Restored;
        return new Photo(
            input,
            restored ? "restored" : done instanceof Copied ? "copied" : "enlarged",
            absolute(done.output()),
            restored ? null : done.reason(),
            restored ? done.restored() : null,
            restored ? done.lightly() : null,
            done.kept(),
            done.faces(),
            done.seconds(),
            done.warnings(),
            null,
            null);
      }
      if (outcome instanceof Failed failed) {
        return without(input, "failed", null, failed.reason(), failed.cause(), failed.known());
      }
      if (outcome instanceof Unsupported unsupported) {
        return without(input, "unsupported", null, unsupported.reason(), null, null);
      }
      return outcome instanceof Planned planned
          ? without(input, "planned", planned.output(), null, null, null)
          : without(input, "skipped", ((Skipped) outcome).output(), null, null, null);
    }

    private static Photo without(
        Path input, String outcome, Path output, String reason, Failed.Cause cause, Boolean known) {
      return new Photo(
          input,
          outcome,
          output == null ? null : absolute(output),
          reason,
          null,
          null,
          null,
          null,
          null,
          null,
          cause,
          known);
    }
  }

  static JsonSummary of(BatchSummary summary) {
    return new JsonSummary(
        Tally.of(summary),
        summary.stopped().map(stop -> new Stopped(stop.kind(), stop.message())),
        summary.outcomes().stream().map(Photo::of).toList(),
        summary.leftForLater().stream().map(JsonSummary::absolute).toList());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
