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
          "Numbers of the network that restores: fp32, bf16 (half the time on processors that have"
              + " it, very slow on others) or auto, the faster one of this machine (default:"
              + " ${DEFAULT-VALUE}).")
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
