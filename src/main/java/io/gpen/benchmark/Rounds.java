package io.gpen.benchmark;

import io.gpen.benchmark.Timing.Sample;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How often everything is done. Each round does every piece of work, so that a busy moment of the
 * machine does not fall on one piece alone. Every second round goes backwards (A B C, C B A): work
 * that follows other work finds the memory and the caches as that left them, and one that always
 * came first would pay for it alone.
 *
 * @param warmUps rounds that do not count
 * @param repeats rounds that do
 */
public record Rounds(int warmUps, int repeats) {

  /** Checks the numbers. */
  public Rounds {
    if (warmUps < 0 || repeats < 1) {
      throw new IllegalArgumentException(
          Wording.format("%d warm-ups, %d repeats", warmUps, repeats));
    }
  }

  /**
   * A named piece of work.
   *
   * @param name what results call it
   * @param sample does it once
   */
  record Work(String name, Supplier<Sample> sample) {

    /** {@return work in this process} */
    static Work here(String name, Runnable work) {
      return new Work(name, () -> Sample.of(work));
    }
  }

  /**
   * {@return the timing of each piece of work, in their order}
   *
   * @param works of a round; what is in it several times is repeated as often
   */
  List<Timing> time(List<Work> works) {
    Map<Work, List<Sample>> samples = new LinkedHashMap<>();
    works.forEach(work -> samples.put(work, new ArrayList<>()));
    for (int round = 0; round < warmUps + repeats; round++) {
      boolean forwards = round % 2 == 0;
      for (int turn = 0; turn < works.size(); turn++) {
        Work work = works.get(forwards ? turn : works.size() - 1 - turn);
        Sample sample = work.sample().get();
        if (round >= warmUps) {
          samples.get(work).add(sample);
        }
      }
    }
    List<Timing> timings = new ArrayList<>();
    samples.forEach((work, repeats) -> timings.add(Timing.of(work.name(), repeats)));
    return timings;
  }
}
