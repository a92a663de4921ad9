package io.gpen.image.metadata;

import java.util.List;
import java.util.Optional;

/**
 * Everything a photo file says about its picture, as raw blocks, independent of its format.
 *
 * @param exif the EXIF block, a TIFF structure that begins with {@code II} or {@code MM} (no
 *     "Exif\0\0")
 * @param xmp the XMP packet, UTF-8
 * @param extendedXmp what the packet of a JPEG file announces as its extension, joined
 * @param iptc the Photoshop image resources with the IPTC record (from "8BIM" on)
 * @param icc the ICC profile, joined if the file had it in pieces
 * @param comments free comments (JPEG COM)
 * @param texts keyword and text pairs (PNG tEXt, zTXt, iTXt other than XMP)
 * @param resolution pixels per inch, if the container (not only EXIF) states it
 * @param pngChunks further chunks that only another PNG file can carry: colour (gAMA, cHRM, sRGB,
 *     ...), time, and unknown ones that are marked as safe to copy
 * @param unspecifiedChannel whether the channel after the colours has no stated meaning (TIFF
 *     ExtraSamples 0, such as a scanner's infrared), so that it is no opacity
 * @param software the program to name as the writer, if it differs from the one in the file
 * @param uncarried names of the blocks in the file that no output keeps
 * @param warnings what was damaged and therefore left out, complete sentences
 */
public record PhotoMetadata(
    Optional<byte[]> exif,
    Optional<byte[]> xmp,
    Optional<byte[]> extendedXmp,
    Optional<byte[]> iptc,
    Optional<byte[]> icc,
    List<Comment> comments,
    List<TextEntry> texts,
    Optional<Resolution> resolution,
    List<PngChunk> pngChunks,
    boolean unspecifiedChannel,
    Optional<String> software,
    List<String> uncarried,
    List<String> warnings) {

  /** No metadata at all. */
  public static final PhotoMetadata NONE = new MetadataBuilder().build();

  /** {@return the EXIF orientation, 1 to 8; 1 if there is none or one that is out of range} */
  public int orientation() {
    return exif.map(ExifBlock::orientation).orElse(1);
  }

  /**
   * {@return the metadata for a restored version of the photo, whose pixels are upright:
   * orientation 1 in EXIF and XMP, width and height exchanged if it was turned by 90 degrees,
   * without outdated thumbnails and without XMP about appended pictures or videos, with the given
   * software; all else, including maker notes, is unchanged}
   *
   * @param writer name and version of the program that writes the photo
   */
  public PhotoMetadata upright(String writer) {
    boolean turned = orientation() >= 5;
    MetadataBuilder upright = new MetadataBuilder(this);
    upright.exif = exif.map(block -> ExifBlock.upright(block, turned, writer));
    ExtendedXmp.edit(upright, packet -> XmpPacket.upright(packet, turned));
    upright.iptc = iptc.map(ImageResources::withoutThumbnails).filter(block -> block.length > 0);
    upright.texts.removeIf(text -> text.keyword().equals("Software"));
    upright.software = Optional.of(writer);
    return upright.build();
  }

  /**
   * {@return the same with a statement of the provenance in the XMP; empty if the XMP is of a form
   * that cannot be edited}
   *
   * @param provenance what to state
   * @param pixels the restored photo without metadata
   */
  public Optional<PhotoMetadata> withProvenance(Provenance provenance, byte[] pixels) {
    MetadataBuilder stated = new MetadataBuilder(this);
    if (extendedXmp.filter(XmpProvenance::concerns).isPresent()) {
      stated.xmp = xmp.flatMap(main -> XmpMerge.merge(main, extendedXmp.get()));
      stated.extendedXmp = Optional.empty();
      if (stated.xmp.isEmpty()) {
        return Optional.empty();
      }
    }
    stated.xmp = XmpProvenance.add(stated.xmp, provenance, provenance.id(pixels));
    return stated.xmp.map(packet -> stated.build());
  }

  /**
   * {@return the metadata for a version of the photo with more pixels and of the same size in
   * print: stated numbers of pixels and pixels per inch are multiplied, wherever they stand}
   *
   * @param factor how many times as long both sides are
   */
  public PhotoMetadata enlarged(int factor) {
    MetadataBuilder enlarged = new MetadataBuilder(this);
    enlarged.exif = exif.map(block -> ExifBlock.enlarged(block, factor));
    ExtendedXmp.edit(enlarged, packet -> XmpPacket.enlarged(packet, factor));
    enlarged.iptc = iptc.map(resources -> ImageResources.enlarged(resources, factor));
    enlarged.resolution = resolution.flatMap(r -> Resolutions.of(factor * r.x(), factor * r.y()));
    return enlarged.build();
  }

  /** {@return only what says how the numbers of the pixels are meant} */
  public PhotoMetadata onlyIccProfile() {
    MetadataBuilder colour = new MetadataBuilder();
    colour.icc = icc;
    colour.unspecifiedChannel = unspecifiedChannel;
    pngChunks.stream().filter(PngChunk::isColour).forEach(colour.pngChunks::add);
    return colour.build();
  }

  /** {@return only what says how the stored pixels are to be shown: colours and orientation} */
  public PhotoMetadata onlyPresentation() {
    MetadataBuilder shown = new MetadataBuilder(onlyIccProfile());
    shown.exif = Optional.of(orientation()).filter(o -> o != 1).map(ExifBlock::turning);
    return shown.build();
  }

  /** {@return the same without what says how the numbers of the pixels are meant as colours} */
  public PhotoMetadata withoutIcc() {
    MetadataBuilder rest = new MetadataBuilder(this);
    rest.icc = Optional.empty();
    rest.pngChunks.removeIf(PngChunk::isColour);
    return rest.build();
  }

  /** {@return the same with another ICC profile or none} */
  public PhotoMetadata withIcc(Optional<byte[]> profile) {
    MetadataBuilder other = new MetadataBuilder(this);
    other.icc = profile;
    return other.build();
  }

  /**
   * A keyword and its text.
   *
   * @param keyword 1 to 79 Latin-1 characters
   * @param text the text
   * @param language the language tag of RFC 3066, or empty
   * @param translatedKeyword the keyword in that language, or empty
   */
  public record TextEntry(String keyword, String text, String language, String translatedKeyword) {

    /**
     * A text in no stated language.
     *
     * @param keyword 1 to 79 Latin-1 characters
     * @param text the text
     */
    public TextEntry(String keyword, String text) {
      this(keyword, text, "", "");
    }
  }

  /**
   * The print resolution.
   *
   * @param x pixels per inch across
   * @param y pixels per inch down
   */
  public record Resolution(double x, double y) {}
}
