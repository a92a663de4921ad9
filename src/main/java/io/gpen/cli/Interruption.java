package io.gpen.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to stop: the Java machine's way out is held up until the
 * run has ended and its summary stands, but not for ever. The exit code is then the signal's own.
 */
final class Interruption {

  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Runnable> stops = new ArrayList<>();
  private boolean requested;

  /** Hears the signals from now on, until {@link #over} is called. */
  void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::request, "stop"));
  }

  /** {@return a handle that forgets the action when it is closed} */
  synchronized Handle onStop(Runnable stop) {
    stops.add(stop);
    if (requested) {
      stop.run();
    }
    return () -> {
      synchronized (this) {
        stops.remove(stop);
      }
    };
  }

  /** The command has ended and has said what it has to say. */
  void over() {
    over.countDown();
  }

  void request() {
    if (over.getCount() == 0) {
      return;
    }
    synchronized (this) {
      requested = true;
      if (stops.isEmpty()) {
        // Nothing to bring to an end in good order: do not hold anybody up.
        return;
      }
      stops.forEach(Runnable::run);
    }
    try {
      if (!over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("gpen: what is being worked on takes too long; it is left undone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets an action. */
  @FunctionalInterface
  interface Handle {
    /** No request is passed on from now on. */
    void close();
  }
}
