package io.gpen.report;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Copied;
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
      Integer facesKept,
      Double seconds,
      List<String> warnings,
      Failed.Cause cause,
      Boolean known) {

    static Photo of(PhotoOutcome outcome) {
      Path input = absolute(outcome.input());
      if (outcome instanceof Restored done) {
        return done(
            input,
            "restored",
            done.output(),
            null,
            done.restored(),
            done.kept(),
            done.seconds(),
            done.warnings());
      }
      if (outcome instanceof Copied done) {
        return done(
            input,
            "copied",
            done.output(),
            done.reason(),
            null,
            done.kept(),
            done.seconds(),
            done.warnings());
      }
      if (outcome instanceof Failed failed) {
        return new Photo(
            input,
            "failed",
            null,
            failed.reason(),
            null,
            null,
            null,
            null,
            failed.cause(),
            failed.known());
      }
      if (outcome instanceof Unsupported unsupported) {
        return done(input, "unsupported", null, unsupported.reason(), null, null, null, null);
      }
      return outcome instanceof Planned planned
          ? done(input, "planned", planned.output(), null, null, null, null, null)
          : done(input, "skipped", ((Skipped) outcome).output(), null, null, null, null, null);
    }

    private static Photo done(
        Path input,
        String outcome,
        Path output,
        String reason,
        Integer restored,
        Integer kept,
        Double seconds,
        List<String> warnings) {
      return new Photo(
          input,
          outcome,
          output == null ? null : absolute(output),
          reason,
          restored,
          kept,
          seconds,
          warnings,
          null,
          null);
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
