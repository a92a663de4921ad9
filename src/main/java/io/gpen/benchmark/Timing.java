package io.gpen.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * All repeats of one piece of work. The counters are empty where the system has none.
 *
 * @param name of the work
 * @param seconds wall time
 * @param minorFaults pages that the kernel handed out
 * @param majorFaults pages that were read from disk
 * @param userSeconds processor time of the program
 * @param systemSeconds processor time of the kernel
 */
public record Timing(
    String name,
    Measurement seconds,
    Optional<Measurement> minorFaults,
    Optional<Measurement> majorFaults,
    Optional<Measurement> userSeconds,
    Optional<Measurement> systemSeconds) {

  /**
   * One repeat of one piece of work.
   *
   * @param seconds wall time
   * @param used what the kernel counted meanwhile, where it does
   */
  record Sample(double seconds, Optional<ProcessCounters> used) {

    /** Runs a piece of work and times it. */
    static Sample of(Runnable work) {
      Optional<ProcessCounters> before = ProcessCounters.now();
      long start = System.nanoTime();
      work.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Sample(
          seconds, before.flatMap(from -> ProcessCounters.now().map(now -> now.since(from))));
    }
  }

  /** {@return processor time of the program and of the kernel, if the system counts it} */
  Optional<Measurement> processorSeconds() {
    return userSeconds.flatMap(user -> systemSeconds.map(user::plus));
  }

  /** {@return the timing of samples in the order of the rounds; at least one} */
  static Timing of(String name, List<Sample> samples) {
    return new Timing(
        name,
        Measurement.of(samples.stream().map(Sample::seconds).toList()),
        counted(samples, ProcessCounters::minorFaults),
        counted(samples, ProcessCounters::majorFaults),
        counted(samples, ProcessCounters::userSeconds),
        counted(samples, ProcessCounters::systemSeconds));
  }

  private static Optional<Measurement> counted(
      List<Sample> samples, ToDoubleFunction<ProcessCounters> counter) {
    List<Double> values =
        samples.stream()
            .flatMap(sample -> sample.used().stream())
            .map(counter::applyAsDouble)
            .toList();
    return values.size() == samples.size() ? Optional.of(Measurement.of(values)) : Optional.empty();
  }
}
