package io.gpen.train;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Is told how a training goes on. */
public interface TrainingListener {

  /**
   * How far a training is.
   *
   * @param step how many steps were made
   * @param steps after how many it ends, if that is known
   * @param values losses as means since the last line of the log, and scores, by name
   * @param picturesPerSecond since the last line of the log
   * @param waiting the share of the time that the steps waited for pictures, 0 to 1
   * @param left the time left, if that is known
   */
  record Progress(
      long step,
      OptionalLong steps,
      Map<String, Double> values,
      double picturesPerSecond,
      double waiting,
      Optional<Duration> left) {}

  /** A line of the log was written. */
  void logged(Progress progress);

  /** An interval is over: the state was saved. */
  void intervalOver(Progress progress);

  /** Something that it does. */
  void message(String text);

  /** Something that went wrong. */
  void warning(String text);
}
