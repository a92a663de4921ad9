package io.gpen.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * What came out. Parts that were not asked for are empty.
 *
 * @param environment where it came out
 * @param rounds how often everything was done
 * @param quick whether little work had to be enough
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
    Optional<GeneratorFigures> generator,
    Optional<AllocatorFigures> allocators,
    Optional<DetectorFigures> detector,
    Optional<PhotoFigures> photo,
    List<JobFigures> jobs,
    Optional<ProcessMemory> memory) {

  /** Copies the jobs. */
  public BenchmarkResult {
    jobs = List.copyOf(jobs);
  }
}
