package io.gpen.batch.run;

import io.gpen.batch.BatchListener;
import io.gpen.batch.PhotoOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what became of each photo, from all threads, and tells the listener in turn. */
final class Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

  private final BatchListener listener;
  private final List<PhotoOutcome> outcomes = new ArrayList<>();
  private final List<Path> left = new ArrayList<>();

  Outcomes(BatchListener listener) {
    this.listener = listener;
  }

  synchronized void scanned(int photos) {
    tell(() -> listener.scanned(photos));
  }

  synchronized void add(PhotoOutcome outcome) {
    outcomes.add(outcome);
    tell(() -> listener.finished(outcome));
  }

  synchronized void leave(Path photo) {
    left.add(photo);
  }

  synchronized List<PhotoOutcome> sorted() {
    return outcomes.stream().sorted(Comparator.comparing(PhotoOutcome::input)).toList();
  }

  synchronized List<Path> left() {
    return left.stream().sorted().toList();
  }

  /** Whoever looks on must not be able to end the run. */
  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.warn("cannot show the progress: {}", e.toString());
    }
  }
}
