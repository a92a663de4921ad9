package io.gpen.image.metadata;

import java.util.List;
import java.util.Optional;

/**
 * Everything a photo file says about its picture, as raw blocks that any format can carry on.
 *
 * @param exif the EXIF block, a TIFF structure that begins with {@code II} or {@code MM} (no
 *     "Exif\0\0")
 * @param xmp the XMP packet, UTF-8
 * @param iptc the Photoshop image resources with the IPTC record (from "8BIM" on)
 * @param icc the ICC profile, joined if the file had it in pieces
 * @param comments free comments (JPEG COM)
 * @param texts keyword and text pairs (PNG tEXt, zTXt, iTXt other than XMP)
 * @param resolution pixels per inch, if the file states it
 */
public record PhotoMetadata(
    Optional<byte[]> exif,
    Optional<byte[]> xmp,
    Optional<byte[]> iptc,
    Optional<byte[]> icc,
    List<String> comments,
    List<TextEntry> texts,
    Optional<Resolution> resolution) {

  /** No metadata at all. */
  public static final PhotoMetadata NONE =
      new PhotoMetadata(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());

  /**
   * A keyword and its text.
   *
   * @param keyword 1 to 79 Latin-1 characters
   * @param text the text
   */
  public record TextEntry(String keyword, String text) {}

  /**
   * How densely the picture is to be printed.
   *
   * @param x pixels per inch across
   * @param y pixels per inch down
   */
  public record Resolution(double x, double y) {}
}
