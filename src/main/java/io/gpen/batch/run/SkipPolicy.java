package io.gpen.batch.run;

import io.gpen.batch.BatchRequest;
import io.gpen.batch.PhotoOutcome.Failed.Cause;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.batch.manifest.ManifestLine.End;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ManifestLine.Started;
import io.gpen.batch.manifest.PhotoChoices;
import io.gpen.batch.manifest.ProcessingFingerprint;
import io.gpen.batch.scan.InputFile;
import io.gpen.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Decides which photos need work, from what earlier runs did. */
final class SkipPolicy {

  /**
   * A process that dies while it works on one photo was not always crashed by it: somebody may have
   * killed it, or the power failed. Twice in a row is no coincidence.
   */
  private static final int LONE_DEATHS = 2;

  private final BatchRequest request;
  private final ProcessingFingerprint fingerprint;
  private final ManifestIndex index;

  SkipPolicy(BatchRequest request, ProcessingFingerprint fingerprint, ManifestIndex index) {
    this.request = request;
    this.fingerprint = fingerprint;
    this.index = index;
  }

  /** When a photo has its turn, by what it may do to the process. */
  enum Turn {
    /** The process died while working on it and others: before all others, and alone. */
    FIRST,
    /** Nothing is known against it. */
    NORMAL,
    /** The process died while working on it alone: last, and alone again. */
    LAST
  }

  /** {@return when a photo has its turn} */
  Turn turn(String output) {
    Optional<Entry> known = index.at(output);
    Optional<Started> pending = known.flatMap(Entry::pending);
    if (pending.isPresent()) {
      return pending.get().alone() ? Turn.LAST : Turn.FIRST;
    }
    boolean crashed = known.flatMap(Entry::last).filter(e -> e.cause() == Cause.CRASH).isPresent();
    return crashed ? Turn.LAST : Turn.NORMAL;
  }

  /**
   * {@return what to do about a photo}
   *
   * @param input the photo
   * @param own what is chosen for it alone, as {@link PhotoChoices} says
   * @param output its place in the output folder
   * @throws IOException if the input, or what stands at the output, cannot be read
   */
  SkipDecision decide(InputFile input, String own, String output) throws IOException {
    Optional<Entry> known = index.at(output);
    Path file = PathText.resolve(request.output(), output);
    ExistingOutput target = ExistingOutput.look(file, known);
    Optional<Ended> last = known.flatMap(Entry::last);
    Optional<Ended> done = known.flatMap(Entry::done);
    if (done.isPresent() && isStillDone(done.get(), own, input, target)) {
      return new SkipDecision.Skip();
    }
    Optional<Started> fatal =
        known.filter(entry -> entry.loneDeaths() >= LONE_DEATHS).flatMap(Entry::pending);
    if (fatal.isPresent() && isFatal(fatal.get(), own, input)) {
      return new SkipDecision.SetAside(fatal.get());
    }
    if (last.isPresent() && isHopeless(last.get(), own, input)) {
      return new SkipDecision.Known(last.get());
    }
    return refusal(target)
        .<SkipDecision>map(SkipDecision.Refuse::new)
        .orElse(new SkipDecision.Work(target));
  }

  private boolean isStillDone(Ended done, String own, InputFile input, ExistingOutput target)
      throws IOException {
    return done.fingerprint().covers(fingerprint)
        && Objects.equals(done.own(), own)
        && target.ours()
        && target.state().equals(done.written())
        && input.isStill(done.source());
  }

  private boolean isFatal(Started started, String own, InputFile input) throws IOException {
    return !request.retryFailed()
        && started.tool().equals(request.toolVersion())
        && started.fingerprint().covers(fingerprint)
        && Objects.equals(started.own(), own)
        && input.isStill(started.source());
  }

  private boolean isHopeless(Ended last, String own, InputFile input) throws IOException {
    boolean byItself =
        last.outcome() == End.UNSUPPORTED
            || last.outcome() == End.FAILED && last.cause() != Cause.SURROUNDINGS;
    boolean givenMore =
        last.cause() == Cause.TIMEOUT
            && request
                .photoTimeout()
                .filter(limit -> limit.toNanos() / 1e9 <= last.seconds())
                .isEmpty();
    return byItself
        && !givenMore
        && !request.retryFailed()
        && last.source() != null
        && last.tool().equals(request.toolVersion())
        && last.maxPixels() == request.maxPixels()
        && last.fingerprint().covers(fingerprint)
        && Objects.equals(last.own(), own)
        && input.isStill(last.source());
  }

  private Optional<String> refusal(ExistingOutput target) {
    if (!target.exists() || target.ours()) {
      return Optional.empty();
    }
    if (Files.isDirectory(target.file())) {
      return Optional.of(target.file() + " is a folder and in the way; move it");
    }
    if (Files.exists(target.file()) && !Files.isRegularFile(target.file())) {
      return Optional.of(target.file() + " is a device or a pipe and in the way; move it");
    }
    return request.overwrite() ? Optional.empty() : Optional.of(foreign(target.file()));
  }

  /** {@return why a file of somebody else is not written over} */
  static String foreign(Path file) {
    return file
        + " was not written by gpen or was changed since; move it, or replace it with --overwrite";
  }
}
