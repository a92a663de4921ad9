package io.gpen.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The thread on which libtorch computes, for all who call. Each thread that calls libtorch gets a
 * team of OpenMP's threads of its own, as many as there are cores; as soon as there are more of
 * them than cores, OpenMP has none look around for work before it sleeps, and every operator of
 * every network waits for the kernel to wake its helpers: a tenth of the time of a generator.
 */
final class EngineThread implements AutoCloseable {

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "gpen-engine");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Runs some work, in turn with that of other callers; the caller waits, even if interrupted, as
   * the work uses its buffers.
   *
   * @return the result
   * @throws EngineException if the thread was closed; whatever else the work throws
   */
  <T> T call(Supplier<T> work) {
    boolean interrupted = false;
    try {
      Future<T> outcome = executor.submit(work::get);
      while (true) {
        try {
          return outcome.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (RejectedExecutionException e) {
      throw new EngineException("the engine was closed", e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error e) {
      throw e;
    }
    return (RuntimeException) thrown;
  }

  /** What waits for its turn is still computed. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
