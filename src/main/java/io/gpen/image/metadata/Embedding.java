package io.gpen.image.metadata;

import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.text.Wording;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all formats do alike when metadata is embedded, and what was said about it. */
public final class Embedding {

  /** So many of the fields that were left out are named; more are only counted. */
  private static final int NAMED = 5;

  /** Makers count from the start of the block, as they please, so nobody can correct it. */
  public static final String MOVED_MAKER_NOTE =
      "The maker note in the EXIF block was moved; some programs may not be able to read it.";

  final PhotoMetadata metadata;
  private final String format;
  private final Set<String> warnings = new LinkedHashSet<>();

  /**
   * Begins to put metadata into a file.
   *
   * @param metadata what to put into it
   * @param format the name of the format, for warnings
   */
  public Embedding(PhotoMetadata metadata, String format) {
    this.metadata = metadata;
    this.format = format;
    metadata.uncarried().forEach(this::leftOut);
  }

  /**
   * Adds a warning.
   *
   * @param sentence what cannot be kept
   */
  public void warn(String sentence) {
    warnings.add(sentence);
  }

  /** Warns that the format cannot store something. */
  public void noPlace(String what) {
    warn("The " + what + " cannot be stored in " + format + " and was left out.");
  }

  private void leftOut(String what) {
    warn("The " + what + " is not supported and was left out.");
  }

  /** {@return the file and the warnings so far} */
  public EmbeddedMetadata result(byte[] bytes) {
    return new EmbeddedMetadata(bytes, new ArrayList<>(warnings));
  }

  /** {@return the EXIF block; one that names the software if there is no other} */
  public Optional<byte[]> exifOrSoftware() {
    return metadata.exif().or(() -> metadata.software().map(ExifBlock::naming));
  }

  /** {@return the XMP as one packet} */
  public Optional<byte[]> wholeXmp() {
    if (metadata.xmp().isEmpty() || metadata.extendedXmp().isEmpty()) {
      return metadata.xmp();
    }
    byte[] main = metadata.xmp().get();
    Optional<byte[]> whole = XmpMerge.merge(main, metadata.extendedXmp().get());
    if (whole.isEmpty()) {
      noPlace("extended XMP");
    }
    return whole.or(metadata::xmp);
  }

  /** {@return the resolution that the old container or, if it did not, its EXIF stated} */
  public Optional<Resolution> anyResolution() {
    return metadata.resolution().or(() -> metadata.exif().flatMap(ExifBlock::resolution));
  }

  /** Formats with one place for a resolution take that of EXIF. */
  public void warnOfOtherResolution() {
    Optional<Resolution> inExif = metadata.exif().flatMap(ExifBlock::resolution);
    boolean differ =
        inExif.isPresent()
            && metadata.resolution().isPresent()
            && !Resolutions.areSame(inExif.get(), metadata.resolution().get());
    if (differ) {
      noPlace("second resolution, which differs from that in the EXIF block,");
    }
  }

  /** {@return the EXIF block with as few of its largest fields taken out as the limit asks for} */
  public Optional<byte[]> exifWithin(byte[] block, int limit) {
    if (block.length <= limit) {
      return Optional.of(block);
    }
    Optional<TiffStructure> structure = TiffStructure.of(block);
    Optional<TiffTree> whole = structure.flatMap(TiffTree::of);
    if (whole.isPresent()) {
      ByteOrder order = structure.get().order();
      Set<TiffField> excess = whole.get().excess(whole.get().toBlock(order).length, limit);
      warnOfExcess(excess);
      TiffTree rest = whole.get().without(excess);
      if (!rest.isEmpty()) {
        byte[] shorter = rest.toBlock(order);
        warnOfMovedMakerNote(shorter);
        return Optional.of(shorter);
      }
    }
    noPlace("EXIF block");
    return Optional.empty();
  }

  private void warnOfExcess(Set<TiffField> fields) {
    List<String> names = fields.stream().map(f -> TiffTags.name(f.tag())).distinct().toList();
    names.stream()
        .limit(NAMED)
        .forEach(
            name -> warn("The EXIF " + name + " is too long for " + format + " and was left out."));
    if (names.size() > NAMED) {
      warn(Wording.format("%d more EXIF fields were left out.", names.size() - NAMED));
    }
  }

  /**
   * Warns if an EXIF block has a maker note, whose offsets may not hold any more.
   *
   * @param block the EXIF block
   */
  public void warnOfMovedMakerNote(byte[] block) {
    if (ExifBlock.hasMakerNote(block)) {
      warn(MOVED_MAKER_NOTE);
    }
  }

  /** Warns of the texts that the format cannot carry. */
  public void noPlaceForTexts() {
    metadata.texts().forEach(text -> noPlace("PNG text \"" + text.keyword() + "\""));
  }

  /** Warns of the comments that the format cannot carry. */
  public void noPlaceForComments() {
    if (!metadata.comments().isEmpty()) {
      noPlace("comment");
    }
  }

  /** Untagged pixels are taken as sRGB everywhere, so only other colours are worth a word. */
  public void noPlaceForPngChunks() {
    boolean standard = metadata.pngChunks().stream().anyMatch(c -> c.type().equals("sRGB"));
    boolean named = standard || metadata.icc().isPresent();
    for (PngChunk chunk : metadata.pngChunks()) {
      if (!chunk.isColour() || !named) {
        noPlace("PNG chunk " + chunk.type());
      }
    }
  }
}
