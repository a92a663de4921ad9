package io.gpen.batch.run;

import io.gpen.batch.BatchRequest;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Failed.Cause;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.batch.manifest.ManifestLine;
import io.gpen.batch.manifest.ManifestLine.End;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ManifestLine.Started;
import io.gpen.batch.manifest.ProcessingFingerprint;
import io.gpen.batch.run.Failures.Failure;
import io.gpen.batch.run.Failures.Kind;
import io.gpen.batch.scan.ScannedPhoto;
import io.gpen.files.FileState;
import io.gpen.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the manifest and the outcomes in step: each event of a photo is noted here, and nowhere
 * else. Without a manifest (a dry run) only the outcomes are kept.
 */
final class RunRecorder {

  private final BatchRequest request;
  private final ProcessingFingerprint fingerprint;
  private final ManifestIndex index;
  private final Optional<Manifest> manifest;
  private final Outcomes outcomes;

  RunRecorder(
      BatchRequest request,
      ProcessingFingerprint fingerprint,
      ManifestIndex index,
      Optional<Manifest> manifest,
      Outcomes outcomes) {
    this.request = request;
    this.fingerprint = fingerprint;
    this.index = index;
    this.manifest = manifest;
    this.outcomes = outcomes;
  }

  /** Notes that work on a photo begins; its input can be read. */
  void started(PhotoJob job) throws IOException {
    ExistingOutput target = job.target();
    append(
        new Started(
            job.output(),
            PathText.of(job.photo().file()),
            job.input().state(),
            target.exists(),
            target.ours(),
            target.state(),
            job.alone(),
            fingerprint,
            job.own(),
            request.toolVersion(),
            Instant.now()));
  }

  /** Notes that a photo was written. */
  void done(PhotoJob job, PhotoWork.Result result) throws IOException {
    PhotoOutcome.Done outcome = result.outcome();
    append(
        new Ended(
            job.output(),
            PathText.of(job.photo().file()),
            end(outcome),
            null,
            outcome.reason(),
            outcome.restored(),
            outcome.kept(),
            job.seconds(),
            job.input().state(),
            result.written(),
            fingerprint,
            job.own(),
            request.toolVersion(),
            request.maxPixels(),
            Instant.now(),
            result.pictures(),
            result.width(),
            result.height(),
            outcome.faces(),
            outcome.warnings()));
    outcomes.add(outcome);
  }

  private static End end(PhotoOutcome.Done outcome) {
    if (outcome instanceof PhotoOutcome.Copied) {
      return End.COPIED;
    }
    return outcome instanceof PhotoOutcome.Enlarged ? End.ENLARGED : End.RESTORED;
  }

  /** Notes that a photo whose start was noted cannot be done. */
  void failed(PhotoJob job, Failure failure) throws IOException {
    End end = failure.kind() == Kind.UNSUPPORTED ? End.UNSUPPORTED : End.FAILED;
    Cause cause = failure.kind().cause();
    FileState source = job.input().state();
    boolean known = isKnown(job.output(), end, cause, failure.reason(), source);
    append(
        ended(
                job.output(),
                job.photo(),
                end,
                cause,
                failure.reason(),
                source,
                job.own(),
                job.seconds())
            .withWritten(written(job), null));
    report(job.photo(), end, cause, failure.reason(), known);
  }

  /** Notes that work on a photo did not even begin, by nobody's fault. */
  void notBegun(PhotoJob job) {
    outcomes.leave(job.photo().given());
  }

  /** Notes that work on a photo ended without a result, by nobody's fault. */
  void givenUp(PhotoJob job) throws IOException {
    outcomes.leave(job.photo().given());
    append(
        ended(
                job.output(),
                job.photo(),
                End.GIVEN_UP,
                null,
                "the run was stopped",
                job.input().state(),
                job.own(),
                job.seconds())
            .withWritten(written(job), null));
  }

  /** Notes that work on a photo or a folder could not begin; the same again is not noted again. */
  void couldNotStart(ScannedPhoto photo, String output, String reason) {
    boolean known = isKnown(output, End.FAILED, Cause.SURROUNDINGS, reason, null);
    if (!known) {
      append(ended(output, photo, End.FAILED, Cause.SURROUNDINGS, reason, null, null, 0));
    }
    report(photo, End.FAILED, Cause.SURROUNDINGS, reason, known);
  }

  /** Notes that the process crashed while it worked on this photo alone. */
  void setAside(ScannedPhoto photo, String output, Started fatal) {
    String reason =
        "the process crashed twice while working on this photo alone; it is skipped until the file"
            + " changes, or --retry-failed";
    append(ended(output, photo, End.FAILED, Cause.CRASH, reason, fatal.source(), fatal.own(), 0));
    report(photo, End.FAILED, Cause.CRASH, reason, false);
  }

  /** Reports a photo that an earlier run could not do. */
  void known(ScannedPhoto photo, Ended earlier) {
    report(photo, earlier.outcome(), earlier.cause(), earlier.reason(), true);
  }

  /** {@return the output, should it stand there although something failed after that, or null} */
  private static FileState written(PhotoJob job) throws IOException {
    FileState intended = job.intended();
    boolean stands = intended != null && Files.isRegularFile(job.target().file());
    return stands && intended.stillHolds(job.target().file()) ? intended : null;
  }

  private boolean isKnown(
      String output, End end, Cause cause, String reason, FileState sourceOrNull) {
    Optional<Ended> last = index.at(output).flatMap(Entry::last);
    return last.isPresent()
        && last.get().outcome() == end
        && last.get().cause() == cause
        && last.get().reason().equals(reason)
        && (cause == Cause.SURROUNDINGS || isSameSource(last.get().source(), sourceOrNull));
  }

  /** Another file that fails in the same way under the same name is news. */
  private static boolean isSameSource(FileState earlier, FileState now) {
    return earlier != null && now != null && earlier.sha256().equals(now.sha256());
  }

  private void report(ScannedPhoto photo, End end, Cause cause, String reason, boolean known) {
    outcomes.add(
        end == End.UNSUPPORTED
            ? new PhotoOutcome.Unsupported(photo.given(), reason)
            : new Failed(photo.given(), reason, cause, known));
  }

  private Ended ended(
      String output,
      ScannedPhoto photo,
      End end,
      Cause cause,
      String reason,
      FileState source,
      String own,
      double seconds) {
    return new Ended(
        output,
        PathText.of(photo.file()),
        end,
        cause,
        reason,
        0,
        0,
        seconds,
        source,
        null,
        fingerprint,
        own,
        request.toolVersion(),
        request.maxPixels(),
        Instant.now(),
        null,
        null,
        null,
        null,
        null);
  }

  private void append(ManifestLine line) {
    manifest.ifPresent(m -> m.append(line));
  }
}
