package io.gpen.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * What came out. Parts that were not asked for are empty.
 *
 * @param environment where it came out
 * @param rounds how often everything was done
 * @param quick whether little work had to be enough
 * @param ceilings the speed of one large convolution in each precision
 * @param generator how fast the generator is
 * @param allocators what the allocator does to it
 * @param detector how fast the detector is
 * @param photo what a photo costs beside the networks
 * @param jobs what whole runs take
 * @param memory of this process, in which all networks were at a time
 */
public record BenchmarkResult(
    Environment environment,
    Rounds rounds,
    boolean quick,
    List<Ceiling> ceilings,
    Optional<GeneratorFigures> generator,
    Optional<AllocatorFigures> allocators,
    Optional<DetectorFigures> detector,
    Optional<PhotoFigures> photo,
    List<JobFigures> jobs,
    Optional<ProcessMemory> memory) {

  /** Copies the lists. */
  public BenchmarkResult {
    ceilings = List.copyOf(ceilings);
    jobs = List.copyOf(jobs);
  }

  /**
   * {@return the share of the convolution's speed that a way to run the generator reaches, in its
   * own precision}
   *
   * @param row one of the generator's rows
   */
  public Optional<Double> shareOfCeiling(GeneratorFigures.Row row) {
    return ceilings.stream()
        .filter(ceiling -> ceiling.precision() == row.precision())
        .findFirst()
        .map(ceiling -> generator.orElseThrow().flopsPerSecond(row) / ceiling.flopsPerSecond());
  }
}
