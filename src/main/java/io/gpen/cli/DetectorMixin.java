package io.gpen.cli;

import io.gpen.detect.DetectionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Which faces are found. */
final class DetectorMixin {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private static final String AUTO = "auto";

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

  @Option(
      names = "--detect-scales",
      paramLabel = "auto|LIST",
      defaultValue = AUTO,
      converter = Scales.class,
      description =
          "Look for faces in the photo enlarged or reduced by these factors, such as 1,2; auto:"
              + " as it is, and twice as large where faces are small or none was found (default:"
              + " ${DEFAULT-VALUE}).")
  Numbers<Double> scales;

  @Option(
      names = "--tiles",
      paramLabel = "auto|off",
      defaultValue = AUTO,
      description =
          "Look at photos over 1500 pixels in full size, in overlapping tiles, and not only"
              + " reduced (default: ${DEFAULT-VALUE}).")
  Tiles tiles;

  @Option(
      names = "--angles",
      paramLabel = "auto|LIST",
      defaultValue = AUTO,
      converter = Angles.class,
      description =
          "Look for faces in the photo turned clockwise by these angles, of 0,90,180,270; auto:"
              + " turned only if there is no upright face (default: ${DEFAULT-VALUE}).")
  Numbers<Integer> angles;

  Optional<String> name() {
    return Optional.ofNullable(detector);
  }

  /**
   * {@return how faces are looked for}
   *
   * @param aligned whether they are not, as the inputs are aligned crops
   */
  DetectionOptions options(boolean aligned) {
    if (aligned) {
      IneffectiveOptions.refuse(
          spec,
          "with --aligned: no face is looked for",
          "--detector",
          "--score",
          "--detect-scales",
          "--tiles",
          "--angles");
    }
    return options();
  }

  DetectionOptions options() {
    return new DetectionOptions(score, scales.list, tiles == Tiles.AUTO, angles.list);
  }

  /** Whether large photos are divided. */
  enum Tiles {
    /** They are. */
    AUTO,
    /** They are not. */
    OFF
  }

  /** A list that is one value for picocli; empty for {@code auto}. */
  record Numbers<T>(List<T> list) {}

  /** Factors, or {@code auto}. */
  static final class Scales implements ITypeConverter<Numbers<Double>> {
    private static final double MOST = 4;

    @Override
    public Numbers<Double> convert(String text) {
      List<Double> scales = new ArrayList<>();
      for (String part : parts(text)) {
        double scale = part.matches("\\d*\\.?\\d+") ? Double.parseDouble(part) : 0;
        if (scale <= 0 || scale > MOST) {
          throw new TypeConversionException(
              "must be auto, or factors above 0 and up to 4 such as 1,2, not '" + text + "'");
        }
        scales.add(scale);
      }
      return new Numbers<>(scales);
    }
  }

  /** Angles, or {@code auto}. */
  static final class Angles implements ITypeConverter<Numbers<Integer>> {
    @Override
    public Numbers<Integer> convert(String text) {
      List<Integer> angles = new ArrayList<>();
      for (String part : parts(text)) {
        if (!part.matches("0|90|180|270")) {
          throw new TypeConversionException(
              "must be auto, or some of 0,90,180,270, not '" + text + "'");
        }
        angles.add(Integer.valueOf(part));
      }
      return new Numbers<>(angles);
    }
  }

  private static String[] parts(String text) {
    return text.toLowerCase(Locale.ROOT).equals(AUTO) ? new String[0] : text.split(",", -1);
  }
}
