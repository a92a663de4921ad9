package io.gpen.batch.run;

import io.gpen.batch.BatchRequest;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.manifest.PhotoChoices;
import io.gpen.batch.scan.InputFile;
import io.gpen.batch.scan.ScannedPhoto;
import io.gpen.files.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the photos, settles at once those that need no work, and hands out the others one by
 * one until the limit, the time or a request to stop says enough.
 */
final class PhotoFeed {

  private static final Logger LOG = LoggerFactory.getLogger(PhotoFeed.class);

  private final BatchRequest request;
  private final SkipPolicy policy;
  private final RunRecorder recorder;
  private final Outcomes outcomes;
  private final BooleanSupplier timeIsUp;
  private final BooleanSupplier stopped;
  private long begun;

  PhotoFeed(
      BatchRequest request,
      SkipPolicy policy,
      RunRecorder recorder,
      Outcomes outcomes,
      BooleanSupplier timeIsUp,
      BooleanSupplier stopped) {
    this.request = request;
    this.policy = policy;
    this.recorder = recorder;
    this.outcomes = outcomes;
    this.timeIsUp = timeIsUp;
    this.stopped = stopped;
  }

  /**
   * {@return the next photo to work on, or nothing when there is none left}
   *
   * @param photos photo to its place in the output folder; what is handed out or settled is taken
   *     from it
   * @param alone whether no other photo is on its way
   */
  Optional<PhotoJob> next(Iterator<Map.Entry<ScannedPhoto, String>> photos, boolean alone) {
    while (photos.hasNext()) {
      Map.Entry<ScannedPhoto, String> entry = photos.next();
      if (stopped.getAsBoolean()) {
        outcomes.leave(entry.getKey().given());
        continue;
      }
      Optional<PhotoJob> job = settle(entry.getKey(), entry.getValue(), alone);
      if (job.isPresent()) {
        begun++;
        return job;
      }
    }
    return Optional.empty();
  }

  private Optional<PhotoJob> settle(ScannedPhoto photo, String output, boolean alone) {
    Path file = photo.file();
    boolean enough = begun >= request.limit() || timeIsUp.getAsBoolean();
    try {
      InputFile input = enough ? InputFile.glance(file) : InputFile.look(file);
      String own = PhotoChoices.of(request, file, photo.relative());
      SkipDecision decision = policy.decide(input, own, output);
      if (decision instanceof SkipDecision.Skip) {
        outcomes.add(
            new PhotoOutcome.Skipped(photo.given(), PathText.resolve(request.output(), output)));
      } else if (decision instanceof SkipDecision.Known known) {
        recorder.known(photo, known.earlier());
      } else if (decision instanceof SkipDecision.SetAside aside) {
        recorder.setAside(photo, output, aside.started());
      } else if (decision instanceof SkipDecision.Refuse refuse) {
        recorder.couldNotStart(photo, output, refuse.reason());
      } else if (decision instanceof SkipDecision.Work work) {
        return begin(new PhotoJob(photo, output, input, own, work.target(), alone), enough);
      }
    } catch (IOException | OutOfMemoryError e) {
      recorder.couldNotStart(photo, output, Failures.of(e, false).reason());
    }
    return Optional.empty();
  }

  private Optional<PhotoJob> begin(PhotoJob job, boolean enough) throws IOException {
    if (enough) {
      outcomes.leave(job.photo().given());
      return Optional.empty();
    }
    if (request.dryRun()) {
      begun++;
      outcomes.add(new PhotoOutcome.Planned(job.photo().given(), job.target().file()));
      return Optional.empty();
    }
    // What cannot be read fails here, before its start is noted.
    job.input().state();
    if (policy.turn(job.output()) == SkipPolicy.Turn.LAST) {
      LOG.warn(
          "the process crashed while working on {} alone; it is tried once more after all others",
          job.photo().given());
    }
    return Optional.of(job);
  }
}
