package io.gpen.benchmark;

import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.run.BatchRunner;
import io.gpen.benchmark.Timing.Sample;
import io.gpen.guard.GuardOptions;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoException;
import io.gpen.image.io.PhotoReader;
import io.gpen.paste.PasteOptions;
import io.gpen.restore.FacePhotoRestorer;
import io.gpen.restore.PhotoRestorer;
import io.gpen.restore.RestoreOptions;
import io.gpen.restore.SelectionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder of photos that is restored in the ways that are compared: as the program does it, with
 * the defaults and with the reference's options, and one photo after the other.
 */
final class Job {

  /** Restores every face, whatever its resolution; all checks are made. */
  private static final RestoreOptions OPTIONS =
      RestoreOptions.DEFAULTS
          .with(SelectionOptions.REFERENCE)
          .with(new GuardOptions(GuardOptions.Mode.WARN, Optional.empty()));

  /** What is done around the generator is the reference's; faces are looked for as often. */
  private static final RestoreOptions REFERENCE =
      OPTIONS.with(PasteOptions.REFERENCE).with(GuardOptions.REFERENCE);

  private final String name;
  private final Path input;
  private final Path scratch;
  private final TimedDetector detector;
  private final TimedGenerator generator;
  private final List<Double> generatorInside = new ArrayList<>();
  private final List<Double> detectorInside = new ArrayList<>();
  private List<Path> photos = List.of();
  private int faces;

  /**
   * Reads nothing yet.
   *
   * @param input the folder
   * @param scratch where outputs may be written during a run
   */
  Job(String name, Path input, Path scratch, TimedDetector detector, TimedGenerator generator) {
    this.name = name;
    this.input = input;
    this.scratch = scratch;
    this.detector = detector;
    this.generator = generator;
  }

  /** {@return the three ways; the last takes the photos that the first could read} */
  List<Rounds.Work> works() {
    return List.of(
        new Rounds.Work(name, this::whole),
        new Rounds.Work(name + ", reference", this::reference),
        new Rounds.Work(name + ", networks", this::networks));
  }

  /**
   * {@return the figures of the last rounds}
   *
   * @param timings of the three ways
   */
  JobBenchmark.Figures figures(List<Timing> timings) {
    Timing whole = timings.get(0);
    Timing reference = timings.get(1);
    Timing networks = timings.get(2);
    Measurement seconds = whole.seconds();
    int repeats = seconds.samples().size();
    return new JobBenchmark.Figures(
        name,
        generator.name(),
        photos.size(),
        faces,
        seconds,
        seconds.over(reference.seconds()),
        whole.processorSeconds().flatMap(own -> reference.processorSeconds().map(own::over)),
        networks.seconds(),
        seconds.over(networks.seconds()),
        last(generatorInside, repeats),
        last(detectorInside, repeats),
        photos.size() / seconds.median(),
        faces / seconds.median());
  }

  private Sample whole() {
    detector.lap();
    generator.lap();
    Run run = restored(OPTIONS);
    record(run.summary());
    generatorInside.add(generator.lap());
    detectorInside.add(detector.lap());
    return run.sample();
  }

  private Sample reference() {
    return restored(REFERENCE).sample();
  }

  /** A run over the folder that was not stopped. */
  private record Run(Sample sample, BatchSummary summary) {}

  private Run restored(RestoreOptions options) {
    Path output = scratch.resolve("restored");
    try {
      BatchSummary[] summary = new BatchSummary[1];
      Sample sample = Sample.of(() -> summary[0] = restore(output, options));
      summary[0].stopped().ifPresent(Job::rethrow);
      return new Run(sample, summary[0]);
    } finally {
      TemporaryFolder.delete(output);
    }
  }

  private BatchSummary restore(Path output, RestoreOptions options) {
    BatchRequest request =
        new BatchRequest(
            List.of(input),
            output,
            true,
            List.of(),
            options,
            OutputOptions.DEFAULTS,
            Collections.unmodifiableSortedMap(new TreeMap<>()),
            "benchmark",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Long.MAX_VALUE,
            Optional.empty(),
            Optional.empty(),
            false,
            Long.MAX_VALUE,
            "benchmark");
    return new BatchRunner().run(request, () -> restorer(options), Silent.LISTENER);
  }

  private PhotoRestorer restorer(RestoreOptions options) {
    return new FacePhotoRestorer(
        detector, generator, Optional.empty(), Optional.empty(), Optional.empty(), options);
  }

  private void record(BatchSummary summary) {
    photos =
        summary.outcomes().stream()
            .filter(PhotoOutcome.Done.class::isInstance)
            .map(PhotoOutcome::input)
            .toList();
    faces =
        summary.outcomes().stream()
            .mapToInt(o -> o instanceof PhotoOutcome.Restored restored ? restored.restored() : 0)
            .sum();
    if (photos.isEmpty()) {
      throw stopped("no photo in " + input + " can be read");
    }
  }

  private static void rethrow(BatchSummary.Stop stop) {
    Throwable cause = stop.cause().orElse(null);
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    throw stopped(stop.message());
  }

  private static UncheckedIOException stopped(String message) {
    return new UncheckedIOException(message, new IOException(message));
  }

  /** Counts only the time in the networks, on the photos that the whole run could read. */
  private Sample networks() {
    detector.lap();
    generator.lap();
    PhotoRestorer restorer = restorer(OPTIONS);
    try {
      for (Path photo : photos) {
        restorer.restore(PhotoReader.read(Files.readAllBytes(photo), Long.MAX_VALUE)).close();
      }
    } catch (IOException | PhotoException e) {
      throw new IllegalStateException(input + " was modified during the benchmark", e);
    }
    return new Sample(detector.lap() + generator.lap(), Optional.empty());
  }

  private static Measurement last(List<Double> values, int count) {
    return Measurement.of(values.subList(values.size() - count, values.size()));
  }

  /** Ignores everything. */
  private static final class Silent implements BatchListener {
    private static final BatchListener LISTENER = new Silent();

    @Override
    public void scanned(int photos) {
      // Not shown.
    }

    @Override
    public void finished(PhotoOutcome outcome) {
      // Taken from the summary.
    }
  }
}
