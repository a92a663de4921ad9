package io.gpen.benchmark;

import io.gpen.checkpoint.CheckpointReader;
import io.gpen.engine.EngineOptions;
import io.gpen.tuning.PrecisionChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to time, and how.
 *
 * @param parts what
 * @param subject which generator
 * @param forms the forms of the generator; empty for all that make sense on this machine
 * @param precision what whole runs use, and whether bf16 is timed where it is slow
 * @param against a traced network to compare with instead of the first form; its code is run
 * @param detector which detector; required by the parts that detect
 * @param upscaler which network that enlarges; empty for random weights
 * @param folder a folder of photos to restore as well, into a temporary folder
 * @param rounds how often
 * @param quick whether to do little work
 * @param compareAllocators whether to time the generator in child processes, too, with and without
 *     the settings of the allocator
 * @param engine what the networks run on
 * @param versions the versions of the program and its libraries, by name
 */
public record BenchmarkRequest(
    Set<Part> parts,
    Subject subject,
    List<GeneratorForm> forms,
    PrecisionChoice precision,
    Optional<Path> against,
    Optional<Detector> detector,
    Optional<Subject> upscaler,
    Optional<Path> folder,
    Rounds rounds,
    boolean quick,
    boolean compareAllocators,
    EngineOptions engine,
    Map<String, String> versions) {

  /** What can be timed. */
  public enum Part {
    /** The generator in all its forms and precisions. */
    GENERATOR,
    /** The detector. */
    DETECTOR,
    /** A network that enlarges photos. */
    UPSCALER,
    /** Every step of a large photo except the networks. */
    PHOTO,
    /** Whole runs over folders. */
    JOB,
    /** Steps of GPEN's training. */
    TRAIN
  }

  /**
   * A detector that is ready to be loaded.
   *
   * @param name what results call it
   * @param archive the archive to load
   * @param weights opens the weights that the archive was made from
   */
  public record Detector(String name, Path archive, Subject.Weights weights) {

    /**
     * {@return a detector}
     *
     * @param name what results call it
     * @param archive the archive to load
     * @param file the weights that the archive was made from
     */
    public static Detector of(String name, Path archive, Path file) {
      return new Detector(name, archive, () -> CheckpointReader.open(file, Optional.empty()));
    }
  }

  /** Copies the collections. */
  public BenchmarkRequest {
    parts = Set.copyOf(parts);
    forms = List.copyOf(forms);
    versions = Map.copyOf(versions);
  }
}
