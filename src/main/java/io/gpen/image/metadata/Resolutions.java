package io.gpen.image.metadata;

import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.TiffStructure.Directory;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** The units in which the formats state a resolution. */
public final class Resolutions {

  public static final double CENTIMETRES_PER_INCH = 2.54;
  private static final double METRES_PER_INCH = 0.0254;

  /** Denominator for resolutions that are no whole number in any unit. */
  private static final long FRACTION = 10_000;

  private Resolutions() {}

  /** {@return a resolution, if both numbers can be one} */
  public static Optional<Resolution> of(double x, double y) {
    boolean sound = x > 0 && y > 0 && x < 1e6 && y < 1e6;
    return sound ? Optional.of(new Resolution(x, y)) : Optional.empty();
  }

  /** {@return the resolution that pixels per metre state; empty if one of them is 0} */
  public static Optional<Resolution> ofPerMetre(long x, long y) {
    return of(x * METRES_PER_INCH, y * METRES_PER_INCH);
  }

  /** {@return pixels per metre for pixels per inch} */
  public static int perMetre(double perInch) {
    return (int) Math.round(perInch / METRES_PER_INCH);
  }

  /** {@return whether both are the same but for the rounding of any format's units} */
  static boolean areSame(Resolution a, Resolution b) {
    return Math.abs(a.x() - b.x()) < 0.5 && Math.abs(a.y() - b.y()) < 0.5;
  }

  /** {@return whether a resolution is a whole number within rounding} */
  public static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-6;
  }

  /** {@return the resolution of a TIFF directory, if it states a unit of length} */
  public static Optional<Resolution> ofTiff(Directory directory) {
    double x = directory.field(TiffTags.X_RESOLUTION).map(TiffField::rational).orElse(Double.NaN);
    double y = directory.field(TiffTags.Y_RESOLUTION).map(TiffField::rational).orElse(Double.NaN);
    // The default unit is the inch (TIFF 6.0, page 38).
    long unit =
        directory
            .field(TiffTags.RESOLUTION_UNIT)
            .map(TiffField::integer)
            .orElse((long) TiffTags.RESOLUTION_UNIT_INCH);
    if (unit == TiffTags.RESOLUTION_UNIT_CENTIMETRE) {
      return of(x * CENTIMETRES_PER_INCH, y * CENTIMETRES_PER_INCH);
    }
    return unit == TiffTags.RESOLUTION_UNIT_INCH ? of(x, y) : Optional.empty();
  }

  /** {@return the fields of a TIFF directory that state a resolution} */
  public static List<TiffField> toTiff(Resolution resolution, ByteOrder order) {
    double x = resolution.x() / CENTIMETRES_PER_INCH;
    double y = resolution.y() / CENTIMETRES_PER_INCH;
    boolean inches = isWhole(resolution.x()) && isWhole(resolution.y());
    boolean centimetres = !inches && isWhole(x) && isWhole(y);
    int unit = centimetres ? TiffTags.RESOLUTION_UNIT_CENTIMETRE : TiffTags.RESOLUTION_UNIT_INCH;
    return List.of(
        rational(TiffTags.X_RESOLUTION, centimetres ? x : resolution.x(), order),
        rational(TiffTags.Y_RESOLUTION, centimetres ? y : resolution.y(), order),
        TiffField.numbers(TiffTags.RESOLUTION_UNIT, TiffField.SHORT, order, unit));
  }

  private static TiffField rational(int tag, double value, ByteOrder order) {
    long denominator = isWhole(value) || value > 100_000 ? 1 : FRACTION;
    long numerator = Math.round(value * denominator);
    return TiffField.numbers(tag, TiffField.RATIONAL, order, numerator, denominator);
  }
}
