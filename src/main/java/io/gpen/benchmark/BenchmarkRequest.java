package io.gpen.benchmark;

import io.gpen.engine.EngineOptions;
import io.gpen.tuning.PrecisionChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be timed, and how.
 *
 * @param parts what
 * @param subject which generator
 * @param forms the ways to run the generator; empty for all that make sense on this machine
 * @param precision what whole runs restore in, and whether bf16 is timed where it is slow
 * @param against a network that somebody traced, to be compared with instead of the first form; it
 *     is foreign code
 * @param detector which detector; needed for those parts that detect
 * @param folder a folder of the user's to be restored as well, into a temporary folder
 * @param rounds how often
 * @param quick whether little work is enough
 * @param compareAllocators whether the generator is also timed in child processes with and without
 *     the settings of the allocator
 * @param engine what networks run on
 * @param versions part of the program to version
 */
public record BenchmarkRequest(
    Set<Part> parts,
    Subject subject,
    List<GeneratorForm> forms,
    PrecisionChoice precision,
    Optional<Path> against,
    Optional<NamedDetector> detector,
    Optional<Path> folder,
    Rounds rounds,
    boolean quick,
    boolean compareAllocators,
    EngineOptions engine,
    Map<String, String> versions) {

  /** Copies the collections. */
  public BenchmarkRequest {
    parts = Set.copyOf(parts);
    forms = List.copyOf(forms);
    versions = Map.copyOf(versions);
  }
}
