package io.gpen.cli;

import io.gpen.tuning.PrecisionChoice;
import picocli.CommandLine.Option;

/** The arithmetic of the network that restores. */
final class PrecisionMixin {

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "auto",
      description =
          "Precision of the restoring network: fp32, bf16 (half the time on"
              + " processors with bf16 instructions, very slow on others) or auto: bf16"
              + " on processors with these instructions, otherwise fp32 (default:"
              + " ${DEFAULT-VALUE}).")
  PrecisionChoice precision;
}
