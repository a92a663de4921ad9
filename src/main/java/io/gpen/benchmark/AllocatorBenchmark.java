package io.gpen.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Times networks in child processes with and without the settings of the allocator. */
final class AllocatorBenchmark implements AutoCloseable {

  private final List<WorkerProcess> workers = new ArrayList<>();

  private AllocatorBenchmark() {}

  /**
   * {@return the figures}
   *
   * @param archives the networks; the first is what the others are compared with
   * @param size the side of the pictures in pixels
   * @param threads threads of an operator, 0 for all cores
   */
  static AllocatorFigures run(
      List<GeneratorArchive> archives, int size, int threads, Rounds rounds) {
    try (AllocatorBenchmark benchmark = new AllocatorBenchmark()) {
      List<Rounds.Work> works = new ArrayList<>();
      List<AllocatorMode> modes = new ArrayList<>();
      for (GeneratorArchive archive : archives) {
        for (AllocatorMode mode : AllocatorMode.values()) {
          WorkerProcess worker = WorkerProcess.start(mode, archive, size, threads);
          benchmark.workers.add(worker);
          modes.add(mode);
          works.add(new Rounds.Work(archive.name(), worker::run));
        }
      }
      List<Timing> timings = rounds.time(works);
      List<AllocatorFigures.Row> rows = new ArrayList<>();
      for (int i = 0; i < timings.size(); i++) {
        rows.add(
            new AllocatorFigures.Row(
                modes.get(i), timings.get(i), benchmark.workers.get(i).peakBytes()));
      }
      return new AllocatorFigures(rows);
    }
  }

  @Override
  public void close() {
    workers.forEach(WorkerProcess::close);
  }
}
