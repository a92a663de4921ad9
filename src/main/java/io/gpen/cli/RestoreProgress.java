package io.gpen.cli;

import io.gpen.batch.BatchListener;
import io.gpen.batch.PhotoOutcome;
import io.gpen.files.PrintableText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows how a run goes on: a bar on a terminal, lines in a log. */
abstract class RestoreProgress implements BatchListener, AutoCloseable {

  private final LogOptions log;
  private final long begin = System.nanoTime();
  private int total;
  private int done;
  private int worked;

  RestoreProgress(LogOptions log) {
    this.log = log;
  }

  static RestoreProgress on(Console console, LogOptions log) {
    return console.isTerminal() && !log.quiet
        ? new BarProgress(console, log)
        : new LineProgress(console, log);
  }

  /** Shows a line that stays. */
  abstract void line(String text);

  /** Shows how far the run is. */
  abstract void step(int done, int total);

  @Override
  public synchronized void scanned(int photos) {
    total = photos;
    step(0, total);
  }

  @Override
  public synchronized void finished(PhotoOutcome outcome) {
    done++;
    boolean skipped = outcome instanceof PhotoOutcome.Skipped;
    boolean known = outcome instanceof PhotoOutcome.Failed failed && failed.known();
    if (!skipped && !known) {
      worked++;
    }
    if (isShown(outcome, skipped || known)) {
      line(PrintableText.of(OutcomeFormatter.of(outcome)));
    }
    List<String> warnings = log.quiet ? List.of() : outcome.warnings();
    warnings.forEach(
        warning -> line(PrintableText.of("warning     " + outcome.input() + ": " + warning)));
    step(done, total);
  }

  private boolean isShown(PhotoOutcome outcome, boolean old) {
    if (log.quiet) {
      return OutcomeFormatter.isTrouble(outcome);
    }
    return log.verbose || (!old && showsAll()) || OutcomeFormatter.isTrouble(outcome);
  }

  /** {@return whether every photo that was worked on gets a line} */
  abstract boolean showsAll();

  /** {@return the time left, by what the photos took that were not skipped} */
  final synchronized Optional<Duration> left() {
    if (worked == 0 || done >= total) {
      return Optional.empty();
    }
    double each = (System.nanoTime() - begin) / 1e9 / worked;
    return Optional.of(Duration.ofSeconds(Math.round(each * (total - done))));
  }

  @Override
  public abstract void close();
}
