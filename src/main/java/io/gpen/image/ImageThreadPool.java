package io.gpen.image;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads for work on parts of one picture, as many as there are cores. The tasks must not wait for
 * one another.
 */
public final class ImageThreadPool {

  private static final int COUNT = Runtime.getRuntime().availableProcessors();

  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          COUNT, COUNT, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ImageThreadPool::thread);

  static {
    THREADS.allowCoreThreadTimeOut(true);
  }

  private ImageThreadPool() {}

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "gpen-picture");
    thread.setDaemon(true);
    return thread;
  }

  /** {@return the result to come of work that begins as soon as a core is free} */
  public static <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, THREADS);
  }

  /**
   * {@return the result, once it is there}
   *
   * @throws RuntimeException what the work threw; errors likewise
   */
  public static <T> T resultOf(CompletableFuture<T> work) {
    try {
      return work.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (e.getCause() instanceof Error thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  /**
   * Waits until all of them have ended in one way or another, so that nobody uses their picture.
   */
  public static void await(List<? extends CompletableFuture<?>> works) {
    for (CompletableFuture<?> work : works) {
      work.handle((result, thrown) -> result).join();
    }
  }
}
