package io.gpen.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.benchmark.AllocatorBenchmark.Measured;
import io.gpen.benchmark.GeneratorFigures.Ceiling;
import io.gpen.torchscript.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is computed from timings. */
class FiguresTest {

  private static Timing timing(String name, double... seconds) {
    return Timing.of(
        name,
        Arrays.stream(seconds).mapToObj(s -> new Timing.Sample(s, Optional.empty())).toList());
  }

  @Test
  void everyProcessIsComparedWithBothOfTheFirstForm() {
    List<AllocatorBenchmark.Row> rows =
        AllocatorBenchmark.compare(
            List.of(
                new Measured(timing("reference", 8, 16), AllocatorMode.DEFAULT, 1),
                new Measured(timing("reference", 4, 8), AllocatorMode.RETAINED, 1),
                new Measured(timing("direct", 2, 4), AllocatorMode.RETAINED, 1)));
    assertEquals(List.of(4.0, 4.0), rows.get(2).ratioToDefault().samples());
    assertEquals(List.of(2.0, 2.0), rows.get(2).ratioToRetained().samples());
  }

  @Test
  void theShareOfTheCeilingIsTakenRoundByRoundInTheSamePrecision() {
    // 100 operations a face; a convolution has 10, so at its speed a face takes 5 and 10 seconds.
    Ceiling ceiling = Ceiling.of(timing("convolution", 0.5, 1), Precision.FP32, 10);
    GeneratorFigures figures =
        GeneratorFigures.of(
            "x",
            64,
            100,
            List.of(ceiling),
            List.of(form("reference", Precision.FP32, 10, 20), form("bf16", Precision.BF16, 1, 1)));
    GeneratorFigures.Row first = figures.forms().get(0);
    GeneratorFigures.Row half = figures.forms().get(1);
    assertEquals(List.of(0.5, 0.5), first.shareOfCeiling().orElseThrow().samples());
    assertEquals(Optional.empty(), half.shareOfCeiling());
    assertEquals(List.of(10.0, 20.0), half.ratio().samples());
    assertEquals(100.0 / 15, first.gflopPerSecond(), 1e-9);
    assertEquals(10 / 0.75, ceiling.gflopPerSecond(), 1e-9);
  }

  private static GeneratorFigures.Measured form(
      String name, Precision precision, double... seconds) {
    return new GeneratorFigures.Measured(timing(name, seconds), precision, List.of(), 0);
  }

  @Test
  void countersThatAreMissingOnceAreLeftOut() {
    Timing.Sample counted = new Timing.Sample(1, Optional.of(new ProcessCounters(7, 1, 0.5, 0.25)));
    Timing timing = Timing.of("x", List.of(counted, counted));
    assertEquals(7, timing.minorFaults().orElseThrow().median());
    assertEquals(1, timing.majorFaults().orElseThrow().median());
    assertEquals(0.5, timing.userSeconds().orElseThrow().median());
    assertEquals(0.25, timing.systemSeconds().orElseThrow().median());
    Timing.Sample bare = new Timing.Sample(1, Optional.empty());
    assertEquals(Optional.empty(), Timing.of("x", List.of(counted, bare)).minorFaults());
  }
}
