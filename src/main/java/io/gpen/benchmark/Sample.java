package io.gpen.benchmark;

import java.util.Optional;

/**
 * One repeat of one piece of work.
 *
 * @param seconds wall time
 * @param used what the kernel counted meanwhile, where it does
 */
public record Sample(double seconds, Optional<ProcessCounters> used) {

  private static final double NANOS = 1e9;

  /** {@return one repeat of a piece of work, timed} */
  static Sample of(Runnable work) {
    Optional<ProcessCounters> before = ProcessCounters.now();
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / NANOS;
    return new Sample(
        seconds, before.flatMap(from -> ProcessCounters.now().map(now -> now.since(from))));
  }
}
