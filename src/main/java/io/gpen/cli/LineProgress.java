package io.gpen.cli;

import io.gpen.text.Wording;
import java.time.Duration;

/** Progress as lines of a log: each photo that was worked on, and now and then the time left. */
final class LineProgress extends RestoreProgress {

  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final Console console;
  private final boolean quiet;
  private long last = System.nanoTime();

  LineProgress(Console console, LogOptions log) {
    super(log);
    this.console = console;
    this.quiet = log.quiet;
  }

  @Override
  void line(String text) {
    console.err().println(text);
  }

  @Override
  boolean showsAll() {
    return true;
  }

  @Override
  void step(int done, int total) {
    if (quiet) {
      return;
    }
    if (done == 0) {
      console.err().println(Wording.count(total, "photo"));
    } else if (System.nanoTime() - last >= PAUSE.toNanos()) {
      last = System.nanoTime();
      String left = left().map(time -> ", " + Wording.duration(time) + " left").orElse("");
      console.err().println(done + " of " + total + " photos" + left);
    }
  }

  @Override
  public void close() {
    console.err().flush();
  }
}
