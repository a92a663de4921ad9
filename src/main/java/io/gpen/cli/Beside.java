package io.gpen.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Something that is made on a thread of its own while this thread does something else.
 *
 * @param <T> what is made
 */
final class Beside<T> {

  private final FutureTask<T> task;

  /**
   * Begins.
   *
   * @param name of the thread
   * @param make makes it; throws nothing checked
   */
  Beside(String name, Callable<T> make) {
    this.task = new FutureTask<>(make);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** {@return what was made; throws what the making threw} */
  T get() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // A native library must not be left half loaded.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until the other thread is done, whatever became of it. */
  void await() {
    try {
      get();
    } catch (RuntimeException | Error e) {
      // Whoever needs what was made asks for it and hears of this.
    }
  }
}
