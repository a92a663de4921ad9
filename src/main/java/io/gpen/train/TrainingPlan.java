package io.gpen.train;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long a training goes on, and what it does meanwhile.
 *
 * @param steps after how many steps in all it ends
 * @param duration after which time of this run it ends
 * @param interval after how much it saves, makes pictures and measures
 * @param logEvery how many steps a line of the log stands for
 * @param best which score decides about the best state; empty to keep none
 */
public record TrainingPlan(
    OptionalLong steps,
    Optional<Duration> duration,
    Interval interval,
    int logEvery,
    Optional<Best> best) {

  /**
   * A number of steps or a time; one of them is there.
   *
   * @param steps how many steps
   * @param time how much time
   */
  public record Interval(OptionalLong steps, Optional<Duration> time) {

    boolean isOver(long stepsMade, long nanos) {
      return steps.isPresent()
          ? stepsMade >= steps.getAsLong()
          : nanos >= time.orElseThrow().toNanos();
    }
  }

  /**
   * Which state is the best.
   *
   * @param score the name of the score
   * @param largest whether the largest value is the best, or the smallest
   */
  public record Best(String score, boolean largest) {

    /** The smallest error. */
    public static final Best PSNR = new Best(Validation.PSNR, true);

    /** The most alike faces. */
    public static final Best IDENTITY = new Best(Validation.IDENTITY, true);

    /** The most alike pictures. */
    public static final Best PERCEPTUAL = new Best(Validation.PERCEPTUAL, false);

    /** Pictures drawn from nothing that are most like real ones. */
    public static final Best FRECHET = new Best(SampleGrid.FRECHET, false);

    boolean isBetter(double value, double other) {
      return largest ? value > other : value < other;
    }
  }
}
