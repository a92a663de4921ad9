package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of the work and what counts of it. */
class RoundsTest {

  private final List<String> order = new ArrayList<>();

  private Rounds.Work work(String name) {
    return new Rounds.Work(
        name,
        () -> {
          order.add(name);
          return new Timing.Sample(order.size(), Optional.empty());
        });
  }

  @Test
  void worksTakeTurnsForwardsAndBackwards() {
    new Rounds(1, 2).time(List.of(work("a"), work("b"), work("c")));
    assertEquals(List.of("a", "b", "c", "c", "b", "a", "a", "b", "c"), order);
  }

  @Test
  void warmUpsDoNotCount() {
    List<Timing> timings = new Rounds(2, 3).time(List.of(work("a"), work("b")));
    assertEquals(List.of(5.0, 8.0, 9.0), timings.get(0).seconds().samples());
    assertEquals(List.of(6.0, 7.0, 10.0), timings.get(1).seconds().samples());
    assertEquals("b", timings.get(1).name());
  }

  @Test
  void workMayBeInARoundSeveralTimes() {
    Rounds.Work a = work("a");
    List<Timing> timings = new Rounds(0, 2).time(List.of(a, work("b"), a));
    assertEquals(List.of("a", "b"), timings.stream().map(Timing::name).toList());
    assertEquals(List.of(1.0, 3.0, 4.0, 6.0), timings.get(0).seconds().samples());
    assertEquals(List.of(2.0, 5.0), timings.get(1).seconds().samples());
  }

  @Test
  void worksOfOneNameAreTimedByThemselves() {
    List<Timing> timings = new Rounds(0, 1).time(List.of(work("a"), work("a")));
    assertEquals(List.of(1.0), timings.get(0).seconds().samples());
    assertEquals(List.of(2.0), timings.get(1).seconds().samples());
  }

  @Test
  void aSampleHasTheTimeOfTheWork() {
    long start = System.nanoTime();
    Timing.Sample sample = Timing.Sample.of(() -> order.add("done"));
    double around = (System.nanoTime() - start) / 1e9;
    assertEquals(List.of("done"), order);
    assertTrue(sample.seconds() > 0 && sample.seconds() < around);
  }
}
