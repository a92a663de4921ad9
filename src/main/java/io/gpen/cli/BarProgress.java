package io.gpen.cli;

import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar in the last line of a terminal; what stays is printed above it. */
final class BarProgress extends RestoreProgress {

  /** Empties the line that the bar is in. */
  static final String CLEAR_LINE = "\r\u001b[K";

  static final int UPDATE_MILLIS = 500;

  private final Console console;
  private ProgressBar bar;

  BarProgress(Console console, LogOptions log) {
    super(log);
    this.console = console;
  }

  @Override
  void line(String text) {
    synchronized (console) {
      console.err().print(CLEAR_LINE);
      console.err().println(text);
    }
  }

  @Override
  boolean showsAll() {
    return false;
  }

  @Override
  void step(int done, int total) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("photos")
              .setInitialMax(total)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .setStyle(ProgressBarStyle.ASCII)
              .setEtaFunction(state -> left().or(Optional::empty))
              .setConsumer(new LastLine(console))
              .build();
    }
    bar.stepTo(done);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** Draws over the last line of the terminal. */
  record LastLine(Console console) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return console.columns() - 1;
    }

    @Override
    public void accept(String rendered) {
      synchronized (console) {
        PrintWriter err = console.err();
        err.print('\r');
        err.print(rendered);
        err.flush();
      }
    }

    @Override
    public void close() {
      synchronized (console) {
        console.err().println();
      }
    }
  }
}
