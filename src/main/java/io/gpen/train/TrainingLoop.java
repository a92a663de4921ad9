package io.gpen.train;

import io.gpen.text.Wording;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Makes the steps of a training, from where its folder is on. Saves at the beginning, after each
 * interval and at the end. When a step gives values that are not finite, it goes back to the last
 * state that was saved, with half the rates; at an eighth it gives up.
 */
public final class TrainingLoop {

  private static final double LOWEST_FACTOR = 1.0 / 8;
  private static final String RATE = "rate_factor";
  private static final String SPEED = "pictures_per_second";
  private static final String WAITING = "waiting";

  private final TrainingTask task;
  private final BatchSource source;
  private final TrainingFolder folder;
  private final Inspection inspection;
  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final TrainingLog log;

  private final long begin = System.nanoTime();
  private long step;
  private double rateFactor = 1;
  private long madeHere;
  private long intervalBegin = begin;
  private long intervalStep;

  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private long pictures;
  private long working;
  private long waiting;

  /**
   * Prepares a training; nothing is read or computed yet.
   *
   * @param task the networks
   * @param source their pictures
   * @param folder where it is kept
   * @param inspection looks at the networks after each interval
   * @param plan how long it goes on
   * @param listener is told
   * @throws IOException if the log cannot be read
   */
  public TrainingLoop(
      TrainingTask task,
      BatchSource source,
      TrainingFolder folder,
      Inspection inspection,
      TrainingPlan plan,
      TrainingListener listener)
      throws IOException {
    this.task = task;
    this.source = source;
    this.folder = folder;
    this.inspection = inspection;
    this.plan = plan;
    this.listener = listener;
    this.log = folder.log();
  }

  /**
   * Trains.
   *
   * @param stop asked before each step
   * @return why it ended
   * @throws IOException if pictures cannot be read or the folder cannot be written
   */
  public TrainingEnd run(BooleanSupplier stop) throws IOException {
    if (!resume()) {
      folder.refuseLost(log);
      log.clear();
      writeRow(inspect());
      save(folder::saveLast);
    }
    while (true) {
      if (stop.getAsBoolean()) {
        writeRow(Map.of());
        save(folder::saveLast);
        return TrainingEnd.INTERRUPTED;
      }
      boolean isDone = isDone();
      if (isDone && madeHere == 0) {
        listener.message(
            Wording.format("nothing to do: %s made already", Wording.count(step, "step")));
        return TrainingEnd.DONE;
      }
      Optional<String> broken = isDone ? endInterval() : makeStep();
      if (broken.isPresent()) {
        if (!goBack(broken.get())) {
          return TrainingEnd.DIVERGED;
        }
      } else if (isDone) {
        return TrainingEnd.DONE;
      }
    }
  }

  private boolean resume() throws IOException {
    Optional<TrainingState> saved = folder.state();
    if (saved.isEmpty()) {
      return false;
    }
    restore(saved.get());
    rateFactor = saved.get().rateFactor();
    listener.message("continuing after " + Wording.count(step, "step"));
    return true;
  }

  private void restore(TrainingState saved) throws IOException {
    try (saved) {
      task.restore(saved);
      step = saved.step();
    }
    intervalStep = step;
    log.goBackTo(step);
    clearRow();
  }

  private boolean isDone() {
    return plan.steps().isPresent() && step >= plan.steps().getAsLong()
        || plan.duration().isPresent()
            && System.nanoTime() - begin >= plan.duration().get().toNanos();
  }

  /** {@return what is not finite, if anything is} */
  private Optional<String> makeStep() throws IOException {
    long asked = System.nanoTime();
    List<Batch> batches = source.take(step);
    long began = System.nanoTime();
    Map<String, Double> values = task.step(step, rateFactor, batches);
    long ended = System.nanoTime();
    waiting += began - asked;
    working += ended - asked;
    for (Map.Entry<String, Double> value : values.entrySet()) {
      if (!Double.isFinite(value.getValue())) {
        return Optional.of(value.getKey());
      }
      double[] sum = sums.computeIfAbsent(value.getKey(), name -> new double[2]);
      sum[0] += value.getValue();
      sum[1]++;
    }
    pictures += batches.stream().mapToLong(batch -> batch.clear().shape()[0]).sum();
    step++;
    madeHere++;
    boolean isOver = plan.interval().isOver(step - intervalStep, ended - intervalBegin);
    if (isDone() || !isOver && step % plan.logEvery() != 0) {
      return Optional.empty();
    }
    if (isOver) {
      return endInterval();
    }
    listener.logged(writeRow(Map.of()));
    return Optional.empty();
  }

  /** {@return what is not finite, if anything is} */
  private Optional<String> endInterval() throws IOException {
    TrainingListener.Progress progress = writeRow(inspect());
    if (!save(folder::saveLast)) {
      return Optional.of("a weight");
    }
    folder.saveCurves(Curves.png(log.rows()));
    listener.intervalOver(progress);
    intervalBegin = System.nanoTime();
    intervalStep = step;
    return Optional.empty();
  }

  /** {@return the scores} */
  private Map<String, Double> inspect() throws IOException {
    Inspection.Findings found = inspection.inspect(task);
    folder.saveSamples(step, found.png());
    if (plan.best().isPresent()) {
      TrainingPlan.Best best = plan.best().get();
      double value = found.scores().get(best.score());
      boolean isBest =
          log.rows().stream()
              .filter(row -> row.containsKey(best.score()))
              .allMatch(row -> best.isBetter(value, row.get(best.score())));
      if (isBest) {
        save(folder::saveBest);
      }
    }
    return found.scores();
  }

  /** Writes a state. */
  private interface Target {
    void save(TrainingState state) throws IOException;
  }

  /** {@return whether the state was saved; one that is not finite is not} */
  private boolean save(Target target) throws IOException {
    try (TrainingState state = task.state(step, rateFactor)) {
      if (!state.isFinite()) {
        return false;
      }
      target.save(state);
      return true;
    }
  }

  /** {@return whether the training goes on} */
  private boolean goBack(String what) throws IOException {
    if (rateFactor <= LOWEST_FACTOR) {
      listener.warning(
          Wording.format(
              "%s is not finite after %d steps, again at an eighth of the learning rates: the"
                  + " training ends; last.pth is the state before",
              what, step));
      return false;
    }
    rateFactor /= 2;
    long failed = step;
    restore(folder.state().orElseThrow());
    save(folder::saveLast);
    listener.warning(
        Wording.format(
            "%s is not finite after %d steps: back to the state after %d, with the learning rates"
                + " halved to %s of what they were",
            what, failed, step, rateFactor));
    return true;
  }

  private void clearRow() {
    sums.clear();
    pictures = 0;
    working = 0;
    waiting = 0;
  }

  private TrainingListener.Progress writeRow(Map<String, Double> scores) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    sums.forEach((name, sum) -> values.put(name, sum[0] / sum[1]));
    values.putAll(scores);
    double speed = working == 0 ? 0 : pictures / (working / 1e9);
    double share = working == 0 ? 0 : (double) waiting / working;
    if (!values.isEmpty()) {
      Map<String, Double> row = new LinkedHashMap<>(values);
      if (working > 0) {
        row.put(SPEED, speed);
        row.put(WAITING, share);
      }
      row.put(RATE, rateFactor);
      log.add(step, row);
    }
    clearRow();
    OptionalLong steps = plan.steps();
    return new TrainingListener.Progress(step, steps, values, speed, share, left());
  }

  private Optional<Duration> left() {
    long elapsed = System.nanoTime() - begin;
    Optional<Duration> byTime = plan.duration().map(total -> total.minusNanos(elapsed));
    if (plan.steps().isEmpty() || madeHere == 0) {
      return byTime;
    }
    double each = (double) elapsed / madeHere;
    Duration bySteps = Duration.ofNanos((long) (each * (plan.steps().getAsLong() - step)));
    return byTime.filter(time -> time.compareTo(bySteps) < 0).or(() -> Optional.of(bySteps));
  }
}
