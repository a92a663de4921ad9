package io.gpen.benchmark;

import java.util.List;

/** One table for each part. */
final class FigureTables {

  private FigureTables() {}

  static TextTable ceilings(List<GeneratorFigures.Ceiling> ceilings) {
    TextTable table = new TextTable("Large 3x3 convolution", "GFLOP/s", "ms", "spread");
    for (GeneratorFigures.Ceiling ceiling : ceilings) {
      Measurement seconds = ceiling.timing().seconds();
      table.row(
          ceiling.precision().toString(),
          Words.format("%.0f", ceiling.flopsPerSecond() / Words.GIGA),
          Words.milliseconds(seconds),
          Words.spread(seconds));
    }
    return table;
  }

  static TextTable generator(GeneratorFigures figures) {
    TextTable table =
        new TextTable(
            Words.format("%s, %.1f GFLOP", figures.subject(), figures.work().total() / Words.GIGA),
            "precision",
            "s/face",
            "spread",
            "faces/s",
            "GFLOP/s",
            "of ceiling",
            "ratio",
            "faults/face",
            "difference");
    for (GeneratorFigures.Row row : figures.rows()) {
      Measurement seconds = row.timing().seconds();
      table.row(
          Words.generator(row.timing().name(), row.winograd()),
          row.precision().toString(),
          Words.format("%.3f", seconds.median()),
          Words.spread(seconds),
          Words.format("%.2f", 1 / seconds.median()),
          Words.format("%.0f", figures.flopsPerSecond(row) / Words.GIGA),
          figures
              .shareOfCeiling(row)
              .map(share -> Words.format("%.0f %%", 100 * share.median()))
              .orElse("-"),
          Words.ratio(figures.speedup(row)),
          Words.count(row.timing().minorFaults()),
          Words.format("%.1e", row.difference()));
    }
    return table;
  }

  static TextTable allocators(AllocatorFigures figures) {
    String first = figures.rows().get(0).timing().name();
    TextTable table =
        new TextTable(
            "Each in a process of its own",
            "freed memory",
            "s/face",
            "spread",
            "faults/face",
            "kernel s/face",
            "peak MiB",
            "to " + first + " default",
            "to " + first + " retained");
    for (AllocatorFigures.Row row : figures.rows()) {
      Measurement seconds = row.timing().seconds();
      table.row(
          row.timing().name(),
          row.mode().label(),
          Words.format("%.3f", seconds.median()),
          Words.spread(seconds),
          Words.count(row.timing().minorFaults()),
          row.timing().systemSeconds().map(s -> Words.format("%.2f", s.median())).orElse("-"),
          row.peakBytes() == 0 ? "-" : Words.format("%.0f", row.peakBytes() / Words.MEBI),
          Words.ratio(figures.speedup(row, AllocatorMode.DEFAULT)),
          Words.ratio(figures.speedup(row, AllocatorMode.RETAINED)));
    }
    return table;
  }

  static TextTable detector(DetectorFigures figures) {
    TextTable table =
        new TextTable(
            figures.name() + ", pixels to faces", "ms", "spread", "photos/s", "GFLOP/s", "faults");
    for (DetectorFigures.Row row : figures.rows()) {
      Measurement seconds = row.timing().seconds();
      table.row(
          row.timing().name(),
          Words.milliseconds(seconds),
          Words.spread(seconds),
          Words.format("%.1f", 1 / seconds.median()),
          Words.format("%.0f", row.flopsPerSecond() / Words.GIGA),
          Words.count(row.timing().minorFaults()));
    }
    return table;
  }

  static TextTable photo(PhotoFigures figures) {
    TextTable table =
        new TextTable(
            Words.format(
                "JPEG of %d x %d (%.1f MB), %d faces at %d",
                figures.width(),
                figures.height(),
                figures.fileBytes() / 1e6,
                figures.faces(),
                figures.crop()),
            "ms",
            "spread",
            "faults");
    for (Timing step : figures.steps()) {
      table.row(
          step.name(),
          Words.milliseconds(step.seconds()),
          Words.spread(step.seconds()),
          Words.count(step.minorFaults()));
    }
    Measurement all = figures.seconds();
    table.row("all but the networks", Words.milliseconds(all), Words.spread(all), "");
    Timing other = figures.fullSizePaste();
    table.row(
        Words.format("%s (%s)", other.name(), Words.ratio(figures.pasteSpeedup())),
        Words.milliseconds(other.seconds()),
        Words.spread(other.seconds()),
        Words.count(other.minorFaults()));
    return table;
  }

  static TextTable jobs(List<JobFigures> jobs) {
    TextTable table =
        new TextTable(
            "Whole run",
            "generator",
            "photos",
            "faces",
            "wall s",
            "spread",
            "networks alone s",
            "wall/networks",
            "generator inside s",
            "detector inside s",
            "photos/s",
            "faces/s");
    for (JobFigures job : jobs) {
      table.row(
          job.folder(),
          job.generator(),
          Integer.toString(job.photos()),
          Integer.toString(job.faces()),
          Words.format("%.2f", job.wall().median()),
          Words.spread(job.wall()),
          Words.format("%.2f", job.networks().median()),
          Words.format("%.3f", job.overhead().median()),
          Words.format("%.2f", job.generatorInside().median()),
          Words.format("%.2f", job.detectorInside().median()),
          Words.format("%.2f", job.photosPerSecond()),
          Words.format("%.2f", job.facesPerSecond()));
    }
    return table;
  }
}
