package io.gpen.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How often something is done: first so many rounds that do not count, then those that do. Each
 * round does everything once (A B C A B C), so that a busy moment of the machine does not fall on
 * one piece of work alone.
 *
 * @param warmUps rounds that do not count
 * @param repeats rounds that do
 */
public record Rounds(int warmUps, int repeats) {

  /** Refuses to measure nothing. */
  public Rounds {
    if (warmUps < 0 || repeats < 1) {
      throw new IllegalArgumentException("%d warm-ups, %d repeats".formatted(warmUps, repeats));
    }
  }

  /**
   * A piece of work with a name.
   *
   * @param name what it is
   * @param sample does it once
   */
  record Work(String name, Supplier<Sample> sample) {

    /** {@return work in this process} */
    static Work here(String name, Runnable work) {
      return new Work(name, () -> Sample.of(work));
    }
  }

  /** {@return the timing of each piece of work, in their order} */
  List<Timing> time(List<Work> works) {
    List<List<Sample>> samples = new ArrayList<>();
    works.forEach(work -> samples.add(new ArrayList<>()));
    for (int round = 0; round < warmUps + repeats; round++) {
      for (int i = 0; i < works.size(); i++) {
        Sample sample = works.get(i).sample().get();
        if (round >= warmUps) {
          samples.get(i).add(sample);
        }
      }
    }
    List<Timing> timings = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      timings.add(new Timing(works.get(i).name(), samples.get(i)));
    }
    return timings;
  }
}
