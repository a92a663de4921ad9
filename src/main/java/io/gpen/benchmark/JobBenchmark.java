package io.gpen.benchmark;

import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Times whole runs over folders: one in which faces are nearly all of the work, one without faces,
 * and one of the user's own, if there is one.
 */
final class JobBenchmark {

  private final FaceDetector detector;
  private final TimedGenerator generator;
  private final Path scratch;
  private final List<Job> jobs = new ArrayList<>();

  private JobBenchmark(FaceDetector detector, TimedGenerator generator, Path scratch) {
    this.detector = detector;
    this.generator = generator;
    this.scratch = scratch;
  }

  /**
   * {@return the figures of each folder}
   *
   * @param detector a detector, not owned
   * @param generator a generator, not owned
   * @param load what lies in the folders that are made
   * @param own a folder of the user's
   * @param scratch where files may be written
   */
  static List<JobFigures> run(
      FaceDetector detector,
      TimedGenerator generator,
      Load load,
      Optional<Path> own,
      Path scratch,
      Rounds rounds) {
    JobBenchmark benchmark = new JobBenchmark(detector, generator, scratch);
    benchmark.make("faces", load.withFaces(), load.photosWithFaces());
    benchmark.make("no faces", load.withoutFaces(), load.photosWithoutFaces());
    own.ifPresent(folder -> benchmark.add(folder.toString(), folder, Optional.empty()));
    return benchmark.time(rounds);
  }

  private void make(String name, SyntheticPhoto photo, int count) {
    Path folder = scratch.resolve("in-" + jobs.size());
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < count; i++) {
        Files.write(folder.resolve("photo-%d.jpg".formatted(i)), photo.withSeed(i + 1).jpeg());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    add(name, folder, Optional.of(photo.faces()));
  }

  private void add(String name, Path folder, Optional<List<Face>> planted) {
    TimedDetector clocked = new TimedDetector(detector, planted);
    jobs.add(new Job(name, folder, scratch, clocked, generator));
  }

  private List<JobFigures> time(Rounds rounds) {
    List<Timing> timings = rounds.time(jobs.stream().flatMap(job -> job.works().stream()).toList());
    List<JobFigures> figures = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      figures.add(jobs.get(i).figures(timings.get(2 * i), timings.get(2 * i + 1)));
    }
    return figures;
  }
}
