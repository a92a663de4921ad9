package io.gpen.image.metadata;

import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.TiffStructure.Directory;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Reads and edits EXIF blocks. Changes are made in place or appended, so that offsets in a maker
 * note, which count from the start of the block, stay valid.
 */
public final class ExifBlock {

  private static final ByteOrder NEW = ByteOrder.LITTLE_ENDIAN;

  private ExifBlock() {}

  /** {@return a block that says nothing but who wrote the photo} */
  public static byte[] naming(String software) {
    return of(List.of(TiffField.ascii(TiffTags.SOFTWARE, software, NEW)));
  }

  /** {@return a block that says nothing but the resolution} */
  public static byte[] stating(Resolution resolution) {
    return of(Resolutions.toTiff(resolution, NEW));
  }

  /** {@return a block that says nothing but the orientation} */
  public static byte[] turning(int orientation) {
    return of(List.of(TiffField.numbers(TiffTags.ORIENTATION, TiffField.SHORT, NEW, orientation)));
  }

  private static byte[] of(List<TiffField> fields) {
    return new TiffTree(fields, List.of(), List.of(), List.of()).toBlock(NEW);
  }

  /** {@return the orientation, 1 to 8; 1 if there is none or one that is out of range} */
  public static int orientation(byte[] block) {
    long value = field(block, TiffTags.ORIENTATION).map(TiffField::integer).orElse(1L);
    return value >= 1 && value <= 8 ? (int) value : 1;
  }

  /** {@return the resolution that the first directory states} */
  public static Optional<Resolution> resolution(byte[] block) {
    return TiffStructure.of(block).flatMap(TiffStructure::first).flatMap(Resolutions::ofTiff);
  }

  /** {@return whether an EXIF block has a maker note} */
  public static boolean hasMakerNote(byte[] block) {
    return TiffStructure.of(block)
        .flatMap(TiffStructure::first)
        .flatMap(main -> main.sub(TiffTags.EXIF_DIRECTORY))
        .flatMap(exif -> exif.entry(TiffTags.MAKER_NOTE))
        .isPresent();
  }

  /** See {@link PhotoMetadata#upright}. */
  static byte[] upright(byte[] block, boolean turned, String software) {
    Optional<TiffStructure> structure = TiffStructure.of(block.clone());
    if (structure.flatMap(TiffStructure::first).isEmpty()) {
      return block;
    }
    ExifEditor editor = new ExifEditor(structure.get());
    editor.resetOrientation();
    if (turned) {
      editor.turnSizes();
    }
    return withFields(
        editor.withoutThumbnail(),
        order -> List.of(TiffField.ascii(TiffTags.SOFTWARE, software, order)));
  }

  /** See {@link PhotoMetadata#enlarged}. */
  static byte[] enlarged(byte[] block, int factor) {
    Optional<TiffStructure> structure = TiffStructure.of(block.clone());
    if (structure.flatMap(TiffStructure::first).isEmpty()) {
      return block;
    }
    byte[] resized = new ExifEditor(structure.get()).multiplySizes(factor);
    return resolution(resized)
        .flatMap(r -> Resolutions.of(factor * r.x(), factor * r.y()))
        .map(r -> withResolution(resized, r))
        .orElse(resized);
  }

  /** {@return the block with a resolution in its first directory} */
  public static byte[] withResolution(byte[] block, Resolution resolution) {
    return withFields(block, order -> Resolutions.toTiff(resolution, order));
  }

  private static byte[] withFields(byte[] block, ExifEditor.Fields fields) {
    return TiffStructure.of(block).map(s -> new ExifEditor(s).with(fields)).orElse(block);
  }

  private static Optional<TiffField> field(byte[] block, int tag) {
    Optional<Directory> first = TiffStructure.of(block).flatMap(TiffStructure::first);
    return first.flatMap(d -> d.field(tag));
  }
}
