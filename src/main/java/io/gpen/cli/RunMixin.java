package io.gpen.cli;

import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far a run goes and what counts as its failure. */
final class RunMixin {

  @Option(
      names = {"-n", "--dry-run"},
      fallbackValue = "true",
      description = "Only say what would be done.")
  boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "Work on N photos at most and leave the rest for later.")
  Integer limit;

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description = "Begin no photo after this time (6h, 90m, 1h30m) and leave the rest for later.")
  Duration maxTime;

  @Option(
      names = "--retry-failed",
      fallbackValue = "true",
      description = "Try photos again that failed in an earlier run by their own bytes.")
  boolean retryFailed;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      defaultValue = "new",
      description =
          "Exit with 1 for none, new, any failed photos, or only if all failed (none, new, any,"
              + " all; default: ${DEFAULT-VALUE}).")
  ExitCode.FailOn failOn;

  @Mixin PixelLimitMixin pixels;

  long limit() {
    return limit == null ? Long.MAX_VALUE : limit;
  }
}
