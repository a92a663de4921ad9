package io.gpen.batch.run;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The thread of one stage. Java cannot end a thread, so a step that takes too long is abandoned
 * with the thread that runs it, and the next step gets a new one. What the abandoned step uses
 * stays open until it returns, if it ever does, and it can no longer write the photo.
 */
final class StageThread implements AutoCloseable {

  private final String name;
  private ExecutorService executor;
  private int abandonedInARow;

  StageThread(String name) {
    this.name = name;
  }

  /** How far a step is. */
  private enum State {
    RUNNING,
    /** About to write the photo: too late to abandon it. */
    COMMITTED,
    DONE,
    ABANDONED
  }

  /**
   * Runs a step and waits until it is done.
   *
   * @param jobs the photos that it works on
   * @param nanos how long it may take
   * @param step the step
   * @throws TimeoutException if it took longer; it goes on by itself
   * @throws Exception what the step threw
   */
  <T> T call(List<PhotoJob> jobs, long nanos, Callable<T> step) throws Exception {
    AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    jobs.forEach(job -> job.onCommit(() -> commit(state)));
    if (executor == null) {
      executor = Executors.newSingleThreadExecutor(this::thread);
    }
    Future<T> future =
        executor.submit(
            () -> {
              try {
                return step.call();
              } finally {
                if (state.getAndSet(State.DONE) == State.ABANDONED) {
                  jobs.forEach(PhotoJob::closePhoto);
                }
              }
            });
    try {
      T result = get(future, nanos);
      abandonedInARow = 0;
      return result;
    } catch (TimeoutException e) {
      jobs.forEach(PhotoJob::abandon);
      if (state.compareAndSet(State.RUNNING, State.ABANDONED)) {
        executor.shutdown();
        executor = null;
        abandonedInARow++;
        throw e;
      }
      jobs.forEach(PhotoJob::keep);
      return get(future, Long.MAX_VALUE);
    }
  }

  /** {@return how many steps were abandoned since the last that was done} */
  int abandonedInARow() {
    return abandonedInARow;
  }

  private static <T> T get(Future<T> future, long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    while (true) {
      try {
        return nanos == Long.MAX_VALUE
            ? future.get()
            : future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // A run is stopped by request only: half of a pipeline must not go on by itself.
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (Exception) e.getCause();
      }
    }
  }

  private static void commit(AtomicReference<State> state) throws IOException {
    if (!state.compareAndSet(State.RUNNING, State.COMMITTED)) {
      throw new IOException("abandoned: it took too long");
    }
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.shutdown();
    }
  }
}
