package io.gpen.benchmark;

import io.gpen.benchmark.GeneratorArchives.Archive;
import io.gpen.text.Json;
import java.util.ArrayList;
import java.util.List;

/** Times each form of the generator in child processes with and without allocator settings. */
final class AllocatorBenchmark implements AutoCloseable {

  private final List<WorkerProcess> workers = new ArrayList<>();

  private AllocatorBenchmark() {}

  /**
   * One process.
   *
   * @param timing one face per sample; named by the form of the generator
   * @param allocator the allocator of the process
   * @param peakBytes the peak memory of the process, 0 if unknown
   * @param ratioToDefault how many times faster it is than the first form with the default
   *     allocator, round by round
   * @param ratioToRetained the same with the retaining allocator
   */
  public record Row(
      @Json.Inline Timing timing,
      AllocatorMode allocator,
      long peakBytes,
      Measurement ratioToDefault,
      Measurement ratioToRetained) {}

  /** What was measured of one process. */
  record Measured(Timing timing, AllocatorMode allocator, long peakBytes) {}

  /**
   * {@return the figures}
   *
   * @param archives the forms; the first is what the others are compared with
   * @param size the side of the images in pixels
   * @param threads threads of an operator, 0 for all cores
   */
  static List<Row> run(List<Archive> archives, int size, int threads, Rounds rounds) {
    try (AllocatorBenchmark benchmark = new AllocatorBenchmark()) {
      List<Rounds.Work> works = new ArrayList<>();
      for (Archive archive : archives) {
        for (AllocatorMode mode : AllocatorMode.values()) {
          WorkerProcess worker = WorkerProcess.start(mode, archive, size, threads);
          benchmark.workers.add(worker);
          works.add(new Rounds.Work(archive.name(), worker::run));
        }
      }
      List<Timing> timings = rounds.time(works);
      List<Measured> processes = new ArrayList<>();
      for (int i = 0; i < timings.size(); i++) {
        WorkerProcess worker = benchmark.workers.get(i);
        processes.add(new Measured(timings.get(i), worker.mode(), worker.peakBytes()));
      }
      return compare(processes);
    }
  }

  /** Compares every process with those of the first form. */
  static List<Row> compare(List<Measured> processes) {
    Measurement byDefault = first(processes, AllocatorMode.DEFAULT);
    Measurement retained = first(processes, AllocatorMode.RETAINED);
    return processes.stream()
        .map(
            process ->
                new Row(
                    process.timing(),
                    process.allocator(),
                    process.peakBytes(),
                    byDefault.over(process.timing().seconds()),
                    retained.over(process.timing().seconds())))
        .toList();
  }

  private static Measurement first(List<Measured> processes, AllocatorMode mode) {
    return processes.stream()
        .filter(process -> process.allocator() == mode)
        .findFirst()
        .orElseThrow()
        .timing()
        .seconds();
  }

  @Override
  public void close() {
    workers.forEach(WorkerProcess::close);
  }
}
