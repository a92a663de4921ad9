package io.gpen.image;

import java.util.Optional;

/**
 * How a photo is written.
 *
 * @param format the format to write, or empty for the format of the input
 * @param quality JPEG and lossy WebP quality, 1 to 100
 * @param stripMetadata whether all metadata but the ICC profile is left out
 * @param provenance whether the XMP of a photo with a restored face says so; never if metadata are
 *     left out
 */
public record OutputOptions(
    Optional<PhotoFormat> format, int quality, boolean stripMetadata, boolean provenance) {

  /** The values that the command line starts from. */
  public static final OutputOptions DEFAULTS = new OutputOptions(Optional.empty(), 95, false, true);

  /** Refuses a quality that no encoder knows. */
  public OutputOptions {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("quality must be 1 to 100, not " + quality);
    }
  }

  /**
   * Options with the statement of provenance.
   *
   * @param format the format to write, or empty for the format of the input
   * @param quality JPEG and lossy WebP quality, 1 to 100
   * @param stripMetadata whether all metadata but the ICC profile is left out
   */
  public OutputOptions(Optional<PhotoFormat> format, int quality, boolean stripMetadata) {
    this(format, quality, stripMetadata, true);
  }

  /** {@return whether a restored photo says that it is one} */
  public boolean statesProvenance() {
    return provenance && !stripMetadata;
  }
}
