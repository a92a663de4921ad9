package io.gpen.image;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Several threads on the same pixels. */
public final class Parallel {

  private Parallel() {}

  /**
   * Does work on several threads, all of which have ended when this returns or throws, so that the
   * caller may release the pixels. A parallel stream throws at the first failure, while its other
   * threads still read.
   *
   * @param count how many times
   * @param work called with each number from 0 on; what the first failing call throws is thrown
   *     once all others have ended
   */
  public static void forEach(int count, IntConsumer work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              try {
                work.accept(i);
              } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
              }
            });
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
