package io.gpen.benchmark;

import io.gpen.text.Json;
import java.util.List;
import java.util.Optional;

/**
 * The results of a benchmark. Parts that were not asked for are empty. As JSON: times are seconds,
 * memory is bytes, and every measurement has median, spread, min, max and its samples.
 *
 * @param environment what the results depend on
 * @param rounds how often everything was done
 * @param quick whether little work was done
 * @param generator how fast the generator is
 * @param allocators what the settings of the allocator change
 * @param detector how fast the detector is
 * @param upscaler how fast a network that enlarges photos is
 * @param photo what a photo costs besides the networks
 * @param jobs what whole runs take
 * @param training how fast a generator is trained
 * @param peakBytes the peak memory of this process, in which all networks were loaded together
 */
public record BenchmarkResult(
    Environment environment,
    @Json.Inline Rounds rounds,
    boolean quick,
    Optional<GeneratorFigures> generator,
    Optional<List<AllocatorBenchmark.Row>> allocators,
    Optional<DetectorBenchmark.Figures> detector,
    Optional<UpscalerBenchmark.Figures> upscaler,
    Optional<PhotoBenchmark.Figures> photo,
    List<JobBenchmark.Figures> jobs,
    Optional<TrainingBenchmark.Figures> training,
    Optional<Long> peakBytes) {

  /** {@return everything as one JSON object} */
  public String json() {
    return Json.of(this);
  }

  /** {@return everything as text tables} */
  public String table() {
    return new BenchmarkTables(this).text();
  }
}
