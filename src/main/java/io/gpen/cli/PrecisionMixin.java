package io.gpen.cli;

import io.gpen.tuning.PrecisionChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What numbers the network that restores works in. */
final class PrecisionMixin {

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "auto",
      converter = Name.class,
      description =
          "Arithmetic of the network that restores: fp32, bf16 (half the time on processors with"
              + " bf16 instructions, very slow on others) or auto: bf16 on processors with these"
              + " instructions, otherwise fp32 (default: ${DEFAULT-VALUE}).")
  PrecisionChoice precision;

  /** A precision by name. */
  static final class Name implements ITypeConverter<PrecisionChoice> {
    @Override
    public PrecisionChoice convert(String text) {
      try {
        return PrecisionChoice.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("must be auto, fp32 or bf16, not '" + text + "'");
      }
    }
  }
}
