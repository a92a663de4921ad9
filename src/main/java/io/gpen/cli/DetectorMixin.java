package io.gpen.cli;

import io.gpen.detect.DetectionOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which faces are found. */
final class DetectorMixin {

  @Option(
      names = "--detector",
      paramLabel = "NAME|FILE",
      description = "Model that detects the faces (default: the one in the catalogue).")
  String detector;

  @Option(
      names = "--score",
      paramLabel = "0..1",
      defaultValue = "0.9",
      converter = Converters.Share.class,
      description = "Ignore faces of a lower score (default: ${DEFAULT-VALUE}).")
  double score;

  Optional<String> name() {
    return Optional.ofNullable(detector);
  }

  DetectionOptions options() {
    return DetectionOptions.DEFAULTS.withMinScore(score);
  }
}
