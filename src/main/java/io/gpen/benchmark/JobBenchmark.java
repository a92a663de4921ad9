package io.gpen.benchmark;

import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Times whole runs over folders: one in which faces are nearly all of the work, one without faces,
 * and one of the user's, if there is one.
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
   * What a whole run over a folder takes, and what its networks alone take on the same photos in
   * the same process.
   *
   * @param folder what was restored
   * @param generator the form of the generator, with the levels that use Winograd's convolution
   * @param photos how many photos
   * @param faces how many faces were restored
   * @param seconds wall time of the whole run
   * @param referenceRatio how many times longer it takes than with the reference's options around
   *     the generator, round by round: what guards, blending, tone, mask and grain cost
   * @param processorRatio the same of the processor time, where the system counts it
   * @param networks seconds in the networks when the photos are processed one after the other
   * @param overhead how many times longer the whole run takes than its networks, round by round
   * @param generatorInside seconds in the generator during the whole run
   * @param detectorInside seconds in the detector during the whole run
   * @param photosPerSecond of the whole run, in the median
   * @param facesPerSecond of the whole run, in the median
   */
  public record Figures(
      String folder,
      String generator,
      int photos,
      int faces,
      Measurement seconds,
      Measurement referenceRatio,
      Optional<Measurement> processorRatio,
      Measurement networks,
      Measurement overhead,
      Measurement generatorInside,
      Measurement detectorInside,
      double photosPerSecond,
      double facesPerSecond) {}

  /**
   * {@return the figures of each folder}
   *
   * @param detector a detector, which stays open
   * @param generator a generator, which stays open
   * @param workload what the generated folders contain
   * @param own a folder of the user's
   * @param scratch where files may be written
   */
  static List<Figures> run(
      FaceDetector detector,
      TimedGenerator generator,
      Workload workload,
      Optional<Path> own,
      Path scratch,
      Rounds rounds) {
    JobBenchmark benchmark = new JobBenchmark(detector, generator, scratch);
    benchmark.generate("faces", workload.withFaces(), workload.photosWithFaces());
    benchmark.generate("no faces", workload.withoutFaces(), workload.photosWithoutFaces());
    own.ifPresent(folder -> benchmark.add(folder.toString(), folder, Optional.empty()));
    return benchmark.time(rounds);
  }

  private void generate(String name, SyntheticPhoto photo, int count) {
    Path folder = scratch.resolve("in-" + jobs.size());
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < count; i++) {
        Files.write(
            folder.resolve(Wording.format("photo-%d.jpg", i)), photo.withSeed(i + 1).jpeg());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    add(name, folder, Optional.of(photo.faces()));
  }

  private void add(String name, Path folder, Optional<List<Face>> planted) {
    TimedDetector timed = new TimedDetector(detector, planted);
    jobs.add(new Job(name, folder, scratch, timed, generator));
  }

  private List<Figures> time(Rounds rounds) {
    List<Timing> timings = rounds.time(jobs.stream().flatMap(job -> job.works().stream()).toList());
    List<Figures> figures = new ArrayList<>();
    int ways = timings.size() / jobs.size();
    for (int i = 0; i < jobs.size(); i++) {
      figures.add(jobs.get(i).figures(timings.subList(ways * i, ways * (i + 1))));
    }
    return figures;
  }
}
