package io.gpen.cli;

import picocli.CommandLine.Option;

/** The largest photo that is read; checked before it is decoded. */
final class PixelLimitMixin {

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      defaultValue = "200MP",
      converter = Converters.PixelCount.class,
      description = "Refuse photos with more pixels (default: ${DEFAULT-VALUE}).")
  long limit;
}
