package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gpen.benchmark.AllocatorFigures.Row;
import io.gpen.benchmark.GeneratorFigures.Ceiling;
import io.gpen.torchscript.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is concluded from timings, and how tables stand. */
class FiguresTest {

  private static Timing timing(String name, double... seconds) {
    return new Timing(
        name, Arrays.stream(seconds).mapToObj(s -> new Sample(s, Optional.empty())).toList());
  }

  @Test
  void eachAllocatorOfTheFirstNetworkIsAYardstick() {
    Row slow = new Row(AllocatorMode.DEFAULT, timing("reference", 8, 16), 1);
    Row tuned = new Row(AllocatorMode.RETAINED, timing("reference", 4, 8), 1);
    Row ours = new Row(AllocatorMode.RETAINED, timing("direct", 2, 4), 1);
    AllocatorFigures figures = new AllocatorFigures(List.of(slow, tuned, ours));
    assertEquals(List.of(4.0, 4.0), figures.speedup(ours, AllocatorMode.DEFAULT).samples());
    assertEquals(List.of(2.0, 2.0), figures.speedup(ours, AllocatorMode.RETAINED).samples());
  }

  @Test
  void theShareOfTheCeilingIsTakenRoundByRoundInTheSamePrecision() {
    GeneratorFigures.Row first = row("reference", Precision.FP32, 10, 20);
    GeneratorFigures.Row half = row("bf16", Precision.BF16, 1, 1);
    // 100 operations a face; a convolution has 10, so at its rate a face takes 5 and 10 seconds.
    Ceiling ceiling = new Ceiling(Precision.FP32, timing("convolution", 0.5, 1), 10);
    GeneratorFigures figures =
        new GeneratorFigures(
            "x", 64, new FlopCount(10, 20, 30, 40), List.of(first, half), List.of(ceiling));
    assertEquals(List.of(0.5, 0.5), figures.shareOfCeiling(first).orElseThrow().samples());
    assertEquals(Optional.empty(), figures.shareOfCeiling(half));
    assertEquals(List.of(10.0, 20.0), figures.speedup(half).samples());
    assertEquals(100.0 / 15, figures.flopsPerSecond(first), 1e-9);
    assertEquals(10 / 0.75, ceiling.flopsPerSecond(), 1e-9);
  }

  private static GeneratorFigures.Row row(String name, Precision precision, double... seconds) {
    return new GeneratorFigures.Row(timing(name, seconds), precision, List.of(), 0);
  }

  @Test
  void aWholeRunIsComparedWithItsNetworks() {
    Measurement wall = new Measurement(List.of(2.0, 4.0));
    Measurement networks = new Measurement(List.of(1.0, 2.0));
    JobFigures job = new JobFigures("x", "bf16", 6, 12, wall, networks, networks, networks);
    assertEquals(List.of(2.0, 2.0), job.overhead().samples());
    assertEquals(2.0, job.photosPerSecond());
    assertEquals(4.0, job.facesPerSecond());
  }

  @Test
  void countersThatAreMissingOnceAreNotShown() {
    ProcessCounters counters = new ProcessCounters(7, 1, 0.5, 0.25);
    Timing counted =
        new Timing(
            "x",
            List.of(new Sample(1, Optional.of(counters)), new Sample(1, Optional.of(counters))));
    assertEquals(7, counted.minorFaults().orElseThrow().median());
    assertEquals(1, counted.majorFaults().orElseThrow().median());
    assertEquals(0.5, counted.userSeconds().orElseThrow().median());
    assertEquals(0.25, counted.systemSeconds().orElseThrow().median());
    assertEquals(Optional.empty(), timing("x", 1, 2).minorFaults());
  }

  @Test
  void figuresStandBelowEachOther() {
    TextTable table = new TextTable("form", "s");
    table.row("reference", "10.0");
    table.row("x", "9.0");
    assertEquals("form          s\nreference  10.0\nx           9.0\n", table.toString());
    assertThrows(IllegalArgumentException.class, () -> table.row("too few"));
  }
}
