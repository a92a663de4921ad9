package io.gpen.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * All repeats of one piece of work.
 *
 * @param name what was done
 * @param samples the repeats in order; at least one
 */
public record Timing(String name, List<Sample> samples) {

  /** Copies the samples. */
  public Timing {
    samples = List.copyOf(samples);
  }

  /** {@return wall time in seconds} */
  public Measurement seconds() {
    return new Measurement(samples.stream().map(Sample::seconds).toList());
  }

  /** {@return pages that the kernel handed out, where it counts them} */
  public Optional<Measurement> minorFaults() {
    return counted(ProcessCounters::minorFaults);
  }

  /** {@return pages that were read from the disk, where they are counted} */
  public Optional<Measurement> majorFaults() {
    return counted(ProcessCounters::majorFaults);
  }

  /** {@return processor seconds of the program, where they are counted} */
  public Optional<Measurement> userSeconds() {
    return counted(ProcessCounters::userSeconds);
  }

  /** {@return processor seconds of the kernel, where they are counted} */
  public Optional<Measurement> systemSeconds() {
    return counted(ProcessCounters::systemSeconds);
  }

  private Optional<Measurement> counted(ToDoubleFunction<ProcessCounters> counter) {
    List<Double> values =
        samples.stream()
            .flatMap(sample -> sample.used().stream())
            .map(counter::applyAsDouble)
            .toList();
    return values.size() == samples.size() && !values.isEmpty()
        ? Optional.of(new Measurement(values))
        : Optional.empty();
  }
}
