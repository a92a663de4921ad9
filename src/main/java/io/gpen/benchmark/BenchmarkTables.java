package io.gpen.benchmark;

import io.gpen.text.TextTable;
import io.gpen.text.Wording;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results as text tables for people. All values are medians. */
final class BenchmarkTables {

  private static final double MEBI = 1 << 20;
  private static final double GIBI = 1 << 30;

  private final BenchmarkResult result;
  private final StringBuilder text = new StringBuilder();

  BenchmarkTables(BenchmarkResult result) {
    this.result = result;
  }

  /** {@return the environment and one table for each part} */
  String text() {
    environment();
    result
        .generator()
        .ifPresent(
            figures -> {
              add(ceilings(figures.ceilings()));
              add(generator(figures));
            });
    result.allocators().ifPresent(rows -> add(allocators(rows)));
    result.detector().ifPresent(figures -> add(detector(figures)));
    result
        .upscaler()
        .ifPresent(
            figures -> {
              add(ceilings(figures.ceilings()));
              add(upscaler(figures));
            });
    result.photo().ifPresent(figures -> add(photo(figures)));
    if (!result.jobs().isEmpty()) {
      add(jobs(result.jobs()));
    }
    result
        .training()
        .ifPresent(
            figures -> {
              add(ceilings(List.of(figures.ceiling())));
              add(training(figures));
              line(
                  "%.2f pictures/s on average, %.0f GFLOP/s, %.0f %% of the ceiling",
                  figures.picturesPerSecond(),
                  figures.gflopPerSecond(),
                  100 * figures.shareOfCeiling());
            });
    result
        .peakBytes()
        .ifPresent(
            bytes ->
                line("%nPeak memory of this process, all networks loaded: %.0f MiB", bytes / MEBI));
    return text.toString();
  }

  /**
   * {@return a form of the generator with its settings}
   *
   * @param form its name
   * @param winograd the sides in pixels of the levels that use Winograd's convolution
   */
  static String label(String form, List<Integer> winograd) {
    return winograd.isEmpty() ? form : form + " " + winograd;
  }

  private void environment() {
    Environment here = result.environment();
    line(
        "%s, %d cores (%s), %.1f GiB",
        here.processor(),
        here.cores(),
        String.join(" ", here.arithmeticFlags()),
        here.memoryBytes() / GIBI);
    line(
        "%s; %s",
        here.system(),
        here.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", ")));
    line(
        "Networks on %s, %d threads; image operations %d threads; freed memory is %s",
        here.device(),
        here.threads(),
        here.openCvThreads(),
        here.retainsMemory() ? "retained" : "returned");
    line("Variables: %s", here.variables().isEmpty() ? "none" : here.variables());
    line(
        "Medians of %d interleaved rounds after %s%s; spread: interquartile range; ratios"
            + " are taken round by round",
        result.rounds().repeats(),
        Wording.count(result.rounds().warmUps(), "warm-up"),
        here.load()
            .map(load -> Wording.format("; load average at the start %.1f", load))
            .orElse(""));
    if (result.quick()) {
      line("Quick: little work and few rounds; do not quote these figures");
    }
  }

  private static TextTable ceilings(List<GeneratorFigures.Ceiling> ceilings) {
    TextTable table = new TextTable("Large 3x3 convolution", "GFLOP/s", "ms", "spread");
    for (GeneratorFigures.Ceiling ceiling : ceilings) {
      Measurement seconds = ceiling.timing().seconds();
      table.row(
          ceiling.precision().toString(),
          Wording.format("%.0f", ceiling.gflopPerSecond()),
          milliseconds(seconds),
          spread(seconds));
    }
    return table;
  }

  private static TextTable generator(GeneratorFigures figures) {
    TextTable table =
        new TextTable(
            Wording.format("%s, %.1f GFLOP", figures.name(), figures.gflop()),
            "precision",
            "s/face",
            "spread",
            "faces/s",
            "GFLOP/s",
            "of ceiling",
            "ratio",
            "faults/face",
            "difference");
    for (GeneratorFigures.Row row : figures.forms()) {
      Measurement seconds = row.timing().seconds();
      table.row(
          label(row.timing().name(), row.winograd()),
          row.precision().toString(),
          Wording.format("%.3f", seconds.median()),
          spread(seconds),
          Wording.format("%.2f", row.facesPerSecond()),
          Wording.format("%.0f", row.gflopPerSecond()),
          row.shareOfCeiling()
              .map(share -> Wording.format("%.0f %%", 100 * share.median()))
              .orElse("-"),
          ratio(row.ratio()),
          count(row.timing().minorFaults()),
          Wording.format("%.1e", row.difference()));
    }
    return table;
  }

  private static TextTable allocators(List<AllocatorBenchmark.Row> rows) {
    String first = rows.get(0).timing().name();
    TextTable table =
        new TextTable(
            "Each in its own process",
            "freed memory",
            "s/face",
            "spread",
            "faults/face",
            "kernel s/face",
            "peak MiB",
            "to " + first + " default",
            "to " + first + " retained");
    for (AllocatorBenchmark.Row row : rows) {
      Timing timing = row.timing();
      table.row(
          timing.name(),
          row.allocator().toString(),
          Wording.format("%.3f", timing.seconds().median()),
          spread(timing.seconds()),
          count(timing.minorFaults()),
          timing.systemSeconds().map(s -> Wording.format("%.2f", s.median())).orElse("-"),
          row.peakBytes() == 0 ? "-" : Wording.format("%.0f", row.peakBytes() / MEBI),
          ratio(row.ratioToDefault()),
          ratio(row.ratioToRetained()));
    }
    return table;
  }

  private static TextTable detector(DetectorBenchmark.Figures figures) {
    TextTable table =
        new TextTable(
            figures.name() + ", pixels to faces", "ms", "spread", "photos/s", "GFLOP/s", "faults");
    for (DetectorBenchmark.Row row : figures.photos()) {
      Measurement seconds = row.timing().seconds();
      table.row(
          row.timing().name(),
          milliseconds(seconds),
          spread(seconds),
          Wording.format("%.1f", 1 / seconds.median()),
          Wording.format("%.0f", row.gflopPerSecond()),
          count(row.timing().minorFaults()));
    }
    return table;
  }

  private static TextTable upscaler(UpscalerBenchmark.Figures figures) {
    TextTable table =
        new TextTable(
            Wording.format(
                "%s, %d x %d pixels, %.1f GFLOP",
                figures.name(), figures.side(), figures.side(), figures.gflop()),
            "s",
            "spread",
            "s/megapixel",
            "GFLOP/s",
            "of ceiling");
    for (UpscalerBenchmark.Row row : figures.forms()) {
      Measurement seconds = row.timing().seconds();
      table.row(
          row.precision().toString(),
          Wording.format("%.3f", seconds.median()),
          spread(seconds),
          Wording.format("%.1f", 1e6 / row.pixelsPerSecond()),
          Wording.format("%.0f", row.gflopPerSecond()),
          Wording.format("%.0f %%", 100 * row.shareOfCeiling().median()));
    }
    return table;
  }

  private static TextTable photo(PhotoBenchmark.Figures figures) {
    TextTable table =
        new TextTable(
            Wording.format(
                "JPEG of %d x %d (%.1f MB), %d faces at %d",
                figures.width(),
                figures.height(),
                figures.fileBytes() / 1e6,
                figures.faces(),
                figures.crop()),
            "ms",
            "spread",
            "faults");
    figures.steps().forEach(step -> addStep(table, step.name(), step));
    Measurement all = figures.seconds();
    table.row("everything but the networks", milliseconds(all), spread(all), "");
    Timing fullSize = figures.fullSizePaste();
    addStep(table, fullSize.name() + " (" + ratio(figures.pasteRatio()) + ")", fullSize);
    return table;
  }

  private static void addStep(TextTable table, String name, Timing step) {
    table.row(
        name, milliseconds(step.seconds()), spread(step.seconds()), count(step.minorFaults()));
  }

  private static TextTable jobs(List<JobBenchmark.Figures> jobs) {
    TextTable table =
        new TextTable(
            "Whole run",
            "generator",
            "photos",
            "faces",
            "wall s",
            "spread",
            "wall/reference's",
            "processor/reference's",
            "networks alone s",
            "wall/networks",
            "generator inside s",
            "detector inside s",
            "photos/s",
            "faces/s");
    for (JobBenchmark.Figures job : jobs) {
      table.row(
          job.folder(),
          job.generator(),
          Integer.toString(job.photos()),
          Integer.toString(job.faces()),
          Wording.format("%.2f", job.seconds().median()),
          spread(job.seconds()),
          Wording.format("%.3f", job.referenceRatio().median()),
          job.processorRatio().map(r -> Wording.format("%.3f", r.median())).orElse("-"),
          Wording.format("%.2f", job.networks().median()),
          Wording.format("%.3f", job.overhead().median()),
          Wording.format("%.2f", job.generatorInside().median()),
          Wording.format("%.2f", job.detectorInside().median()),
          Wording.format("%.2f", job.photosPerSecond()),
          Wording.format("%.2f", job.facesPerSecond()));
    }
    return table;
  }

  private static TextTable training(TrainingBenchmark.Figures figures) {
    TextTable table =
        new TextTable(
            Wording.format("%s, %d pictures a step", figures.name(), figures.batch()),
            "of all steps",
            "s",
            "spread",
            "GFLOP",
            "GFLOP/s",
            "faults");
    for (TrainingBenchmark.Row row : figures.steps()) {
      Measurement seconds = row.timing().seconds();
      table.row(
          row.timing().name(),
          Wording.format("%.0f %%", 100 * row.share()),
          Wording.format("%.2f", seconds.median()),
          spread(seconds),
          Wording.format("%.0f", row.gflop()),
          Wording.format("%.0f", row.gflopPerSecond()),
          count(row.timing().minorFaults()));
    }
    return table;
  }

  private static String milliseconds(Measurement seconds) {
    return Wording.format("%.1f", 1000 * seconds.median());
  }

  private static String spread(Measurement measurement) {
    return Wording.format("%.0f %%", 100 * measurement.spread());
  }

  private static String ratio(Measurement ratio) {
    return Wording.format("%.2fx", ratio.median());
  }

  private static String count(Optional<Measurement> counted) {
    return counted.map(c -> Wording.format("%,.0f", c.median())).orElse("-");
  }

  private void add(TextTable table) {
    text.append('\n').append(table);
  }

  private void line(String format, Object... values) {
    text.append(Wording.format(format, values)).append('\n');
  }
}
