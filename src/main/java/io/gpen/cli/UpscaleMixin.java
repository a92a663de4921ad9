package io.gpen.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether and how the whole photo is enlarged. */
final class UpscaleMixin {

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--upscale",
      paramLabel = "1|2|3|4",
      converter = Converters.Enlargement.class,
      description =
          "Enlarge the photos so many times with the model that --upscaler names; 1 cleans them and"
              + " keeps their size.")
  Integer factor;

  @Option(
      names = "--upscaler",
      paramLabel = "NAME|FILE",
      description =
          "Model that enlarges photos, such as realesr-general-x4v3; none is included (gpen models"
              + " list).")
  String upscaler;

  @Option(
      names = "--denoise",
      paramLabel = "0..1",
      converter = Converters.Share.class,
      description = "How much noise realesr-general-x4v3 takes away (default: 1, all that it can).")
  Double denoise;

  @Option(
      names = "--tile",
      paramLabel = "PX",
      converter = Converters.Count.class,
      description =
          "Side of the pieces in which photos are enlarged; smaller ones take less memory and more"
              + " time (default: by the model).")
  Integer tile;

  /**
   * {@return how many times as long both sides become; 0 for none}
   *
   * @param aligned whether the inputs are aligned crops
   */
  int factor(boolean aligned) {
    if (factor == null) {
      IneffectiveOptions.refuse(spec, "without --upscale", "--upscaler", "--denoise", "--tile");
      return 0;
    }
    if (aligned) {
      throw new ParameterException(
          spec.commandLine(), "--aligned and --upscale cannot be combined");
    }
    return factor;
  }

  Optional<String> name() {
    return Optional.ofNullable(upscaler);
  }

  OptionalDouble denoise() {
    return denoise == null ? OptionalDouble.empty() : OptionalDouble.of(denoise);
  }

  OptionalInt tile() {
    return tile == null ? OptionalInt.empty() : OptionalInt.of(tile);
  }
}
