package io.gpen.cli;

import io.gpen.text.Wording;
import io.gpen.train.TrainingListener;
import java.util.Optional;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how a training goes on: a line for each interval, and a bar on a terminal. */
final class TrainingProgress implements TrainingListener, AutoCloseable {

  private final Console console;
  private final LogOptions log;
  private ProgressBar bar;
  private boolean isFirst = true;

  TrainingProgress(Console console, LogOptions log) {
    this.console = console;
    this.log = log;
  }

  @Override
  public void logged(Progress progress) {
    if (console.isTerminal() && !log.quiet) {
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName("steps")
                .setInitialMax(progress.steps().orElse(-1))
                .setUpdateIntervalMillis(BarProgress.UPDATE_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setEtaFunction(state -> Optional.empty())
                .setConsumer(new BarProgress.LastLine(console))
                .build();
      }
      bar.setExtraMessage(
          Wording.format("%.1f pictures/s%s", progress.picturesPerSecond(), left(progress)));
      bar.stepTo(progress.step());
    } else if (log.verbose || isFirst && !log.quiet) {
      // Says soon how fast it is.
      line(text(progress));
    }
    isFirst = false;
  }

  @Override
  public void intervalOver(Progress progress) {
    if (!log.quiet) {
      line(text(progress));
    }
  }

  @Override
  public void message(String text) {
    if (!log.quiet) {
      line(text);
    }
  }

  @Override
  public void warning(String text) {
    line(text);
  }

  private void line(String text) {
    synchronized (console) {
      if (bar != null) {
        console.err().print(BarProgress.CLEAR_LINE);
      }
      console.err().println(text);
      console.err().flush();
    }
  }

  private static String text(Progress progress) {
    String values =
        progress.values().entrySet().stream()
            .map(value -> Wording.format("%s %.4g", value.getKey(), value.getValue()))
            .collect(Collectors.joining(", "));
    return Wording.format(
        "step %d: %s; %.1f pictures/s, %.1f %% of the time waiting for pictures%s",
        progress.step(),
        values,
        progress.picturesPerSecond(),
        100 * progress.waiting(),
        left(progress));
  }

  private static String left(Progress progress) {
    return progress.left().map(time -> ", " + Wording.duration(time) + " left").orElse("");
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
