package io.gpen.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far a run goes, on what, and what counts as its failure. */
final class RunMixin {

  @Option(
      names = {"-n", "--dry-run"},
      fallbackValue = "true",
      description = "Only list what would be done.")
  boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Converters.Count.class,
      description = "Process at most N photos and leave the rest for later.")
  Integer limit;

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      converter = Converters.Time.class,
      description =
          "Start no photo after this time (6h, 90m, 1h30m) and leave the rest for" + " later.")
  Duration maxTime;

  @Option(
      names = "--photo-timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Converters.TimeOrOff.class,
      description =
          "Give up on a photo after this time and continue with the next (10m,"
              + " 90s, off; default: ${DEFAULT-VALUE}).")
  Duration photoTimeout;

  @Option(
      names = "--retry-failed",
      fallbackValue = "true",
      description =
          "Also try photos that failed in an earlier run because the file is"
              + " damaged or took too long.")
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
  @Mixin EngineMixin engine;
  @Mixin PrecisionMixin precision;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Write the summary as JSON to standard output.")
  boolean json;

  Optional<Duration> photoTimeout() {
    return Optional.of(photoTimeout).filter(limit -> !limit.isZero());
  }

  long limit() {
    return limit == null ? Long.MAX_VALUE : limit;
  }
}
