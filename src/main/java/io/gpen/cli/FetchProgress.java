package io.gpen.cli;

import io.gpen.text.Wording;
import io.gpen.zoo.FetchListener;
import java.time.Duration;
import java.util.OptionalLong;

/** Shows how a download goes on: over and over in one line of a terminal, now and then in a log. */
final class FetchProgress implements FetchListener, AutoCloseable {

  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration IN_LOG = Duration.ofSeconds(30);
  private static final double MEGABYTE = 1e6;

  private final Console console;
  private final boolean quiet;
  private long last = System.nanoTime();
  private boolean drawn;

  FetchProgress(Console console, boolean quiet) {
    this.console = console;
    this.quiet = quiet;
  }

  @Override
  public void progress(long done, OptionalLong total) {
    Duration pause = console.isTerminal() ? ON_TERMINAL : IN_LOG;
    if (quiet || System.nanoTime() - last < pause.toNanos()) {
      return;
    }
    last = System.nanoTime();
    String line =
        total.isPresent()
            ? Wording.format("%.0f of %.0f MB", done / MEGABYTE, total.getAsLong() / MEGABYTE)
            : Wording.format("%.0f MB", done / MEGABYTE);
    if (console.isTerminal()) {
      drawn = true;
      console.err().print("\r" + line);
      console.err().flush();
    } else {
      console.err().println(line);
    }
  }

  @Override
  public void close() {
    if (drawn) {
      console.err().println();
    }
  }
}
