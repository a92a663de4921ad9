package io.gpen.batch.run;

/**
 * How much memory photos may take that are on their way through the stages. Whoever reads photos
 * waits here for those before to be done with.
 */
final class PixelBudget {

  private final long limit;
  private long used;
  private boolean opened;

  /**
   * Makes a budget.
   *
   * @param limit bytes
   */
  PixelBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Waits until there is room. A photo that is larger than the whole budget goes when no other is
   * on its way.
   *
   * @param bytes what the photo will take; to be given back by {@link #release}
   */
  synchronized void acquire(long bytes) {
    while (!opened && used > 0 && used + bytes > limit) {
      try {
        wait();
      } catch (InterruptedException e) {
        // A run is stopped by other means. The flag is not raised again: a thread that carries it
        // closes the manifest with its next line.
      }
    }
    used += bytes;
  }

  /**
   * Counts what turned out to be taken beside what was asked for; waits for nobody.
   *
   * @param bytes to be given back as well
   */
  synchronized void charge(long bytes) {
    used += bytes;
  }

  /**
   * Gives back what a photo took.
   *
   * @param bytes as acquired
   */
  synchronized void release(long bytes) {
    used -= bytes;
    notifyAll();
  }

  /** Lets everybody through from now on, because the stage that would make room has died. */
  synchronized void open() {
    opened = true;
    notifyAll();
  }
}
