package io.gpen.cli;

import picocli.CommandLine.Option;

/** How large photos may be, which is looked at before they are decoded. */
final class PixelLimitMixin {

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      defaultValue = "200MP",
      converter = Converters.PixelCount.class,
      description = "Refuse photos with more pixels (default: ${DEFAULT-VALUE}).")
  long limit;
}
