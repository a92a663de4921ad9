package io.gpen.benchmark;

import java.util.stream.Collectors;

/** What a person reads. All figures are medians. */
public final class TableReport {

  private final BenchmarkResult result;
  private final StringBuilder text = new StringBuilder();

  private TableReport(BenchmarkResult result) {
    this.result = result;
  }

  /**
   * {@return the figures as tables}
   *
   * @param result what came out
   */
  public static String of(BenchmarkResult result) {
    return new TableReport(result).text();
  }

  private String text() {
    surroundings();
    result
        .generator()
        .ifPresent(
            figures -> {
              add(FigureTables.ceilings(figures.ceilings()));
              add(FigureTables.generator(figures));
            });
    result.allocators().ifPresent(figures -> add(FigureTables.allocators(figures)));
    result.detector().ifPresent(figures -> add(FigureTables.detector(figures)));
    result.photo().ifPresent(figures -> add(FigureTables.photo(figures)));
    if (!result.jobs().isEmpty()) {
      add(FigureTables.jobs(result.jobs()));
    }
    result
        .memory()
        .ifPresent(
            memory ->
                line(
                    "%nPeak memory of this process, all networks above in it: %.0f MiB",
                    memory.peakBytes() / Words.MEBI));
    return text.toString();
  }

  private void surroundings() {
    Environment here = result.environment();
    line(
        "%s, %d cores (%s), %.1f GiB",
        here.processor().name(),
        here.processor().cores(),
        String.join(" ", here.processor().arithmetic()),
        here.memoryBytes() / Words.GIBI);
    line(
        "%s; %s",
        here.system(),
        here.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", ")));
    line(
        "Networks on %s, %d threads; pictures %d threads; freed memory is %s",
        here.engine().device(),
        here.engine().threads(),
        here.openCvThreads(),
        here.engine().allocator().retains() ? "kept" : "given back");
    line("Variables: %s", here.variables().isEmpty() ? "none" : here.variables());
    line(
        "Medians of %d interleaved rounds after %d to warm up%s; spread: between the quartiles; ratios are taken round by round",
        result.rounds().repeats(),
        result.rounds().warmUps(),
        here.load().map(load -> Words.format("; load at the start %.1f", load)).orElse(""));
    if (result.quick()) {
      line("Quick: little work and few rounds; figures to be quoted need more of both");
    }
  }

  private void add(TextTable table) {
    text.append('\n').append(table);
  }

  private void line(String format, Object... values) {
    text.append(Words.format(format, values)).append('\n');
  }
}
