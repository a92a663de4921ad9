package io.gpen.image.tiff;

import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.ImageResources;
import io.gpen.image.metadata.IptcRecord;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.Resolutions;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.TiffTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Embeds metadata in a TIFF file of one page. The new file begins with the EXIF block, so that the
 * offsets in a maker note stay valid; the encoded file follows unchanged; a new directory with the
 * fields of both comes last.
 */
final class TiffMetadataWriter {

  private final Embedding embedding;
  private final PhotoMetadata metadata;
  private final byte[] encoded;
  private final TiffStructure structure;
  private final Directory main;
  private final Map<Integer, TiffField> fields = new TreeMap<>();

  private TiffMetadataWriter(byte[] encoded, PhotoMetadata metadata) {
    this.embedding = new Embedding(metadata, "TIFF");
    this.metadata = metadata;
    this.encoded = encoded;
    this.structure =
        TiffStructure.of(encoded)
            .orElseThrow(() -> new IllegalArgumentException("not a classic TIFF file"));
    this.main =
        structure
            .first()
            .filter(d -> d.link() == 0 && d.entry(TiffTags.SUB_IMAGES).isEmpty())
            .orElseThrow(() -> new IllegalArgumentException("not a TIFF file of one page"));
  }

  /** {@return the encoded picture with metadata} */
  static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return new TiffMetadataWriter(encoded, metadata).embed();
  }

  private EmbeddedMetadata embed() {
    embedding.noPlaceForComments();
    embedding.noPlaceForTexts();
    embedding.noPlaceForPngChunks();
    embedding.warnOfOtherResolution();
    if (isEmpty()) {
      return embedding.result(encoded);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Optional<byte[]> exif = metadata.exif().map(this::inOrderOfSamples);
    ByteOrder order = exif.flatMap(TiffStructure::of).orElse(structure).order();
    exif.ifPresent(out::writeBytes);
    pad(out);
    addPicture(order, out.size());
    addResolution(order);
    exif.ifPresent(this::addExif);
    addBlocks(order);
    out.writeBytes(encoded);
    pad(out);
    int at = out.size();
    out.writeBytes(TiffTree.directory(List.copyOf(fields.values()), order, at));
    byte[] file = out.toByteArray();
    ByteBuffer.wrap(file).put(TiffTree.header(order, at));
    return embedding.result(file);
  }

  private boolean isEmpty() {
    return metadata.exif().isEmpty()
        && metadata.xmp().isEmpty()
        && metadata.iptc().isEmpty()
        && metadata.icc().isEmpty()
        && metadata.resolution().isEmpty()
        && metadata.software().isEmpty()
        && !metadata.unspecifiedChannel();
  }

  /** Samples of 16 bits keep their byte order, so that the directory must have it, too. */
  private byte[] inOrderOfSamples(byte[] exif) {
    Optional<TiffStructure> block = TiffStructure.of(exif);
    boolean fixed =
        main.field(TiffTags.BITS_PER_SAMPLE).filter(bits -> bits.integer() > 8).isPresent();
    if (!fixed || block.isEmpty() || block.get().order() == structure.order()) {
      return exif;
    }
    byte[] swapped =
        TiffTree.of(block.get()).map(tree -> tree.toBlock(structure.order())).orElse(exif);
    embedding.warnOfMovedMakerNote(swapped);
    return swapped;
  }

  private void addPicture(ByteOrder order, int shift) {
    for (TiffField field : main.fields(tag -> true)) {
      // An encoder is not told what the last channel means, and takes it as opacity.
      if (field.tag() == TiffTags.EXTRA_SAMPLES && metadata.unspecifiedChannel()) {
        long meaning = TiffTags.EXTRA_UNSPECIFIED;
        field = TiffField.numbers(field.tag(), TiffField.SHORT, order, meaning);
      }
      boolean offsets =
          field.tag() == TiffTags.STRIP_OFFSETS || field.tag() == TiffTags.TILE_OFFSETS;
      add(offsets ? shifted(field, order, shift) : field.inOrder(order));
    }
  }

  private static TiffField shifted(TiffField offsets, ByteOrder order, int shift) {
    long[] moved = new long[offsets.count()];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = offsets.integer(i) + shift;
    }
    return TiffField.numbers(offsets.tag(), TiffField.LONG, order, moved);
  }

  private void addResolution(ByteOrder order) {
    metadata.resolution().ifPresent(r -> Resolutions.toTiff(r, order).forEach(this::add));
  }

  private void addExif(byte[] block) {
    Optional<Directory> first = TiffStructure.of(block).flatMap(TiffStructure::first);
    boolean resolution = first.flatMap(Resolutions::ofTiff).isPresent();
    if (resolution) {
      // Its unit may go without saying, and must not be that of the other.
      TiffTags.RESOLUTION.forEach(fields::remove);
    }
    IntPredicate wanted =
        tag ->
            !TiffTags.isStructural(tag)
                && !TiffTags.OWN_BLOCKS.contains(tag)
                && (resolution || !TiffTags.RESOLUTION.contains(tag));
    first.ifPresent(directory -> directory.fields(wanted).forEach(this::add));
  }

  private void addBlocks(ByteOrder order) {
    embedding
        .wholeXmp()
        .ifPresent(packet -> add(new TiffField(TiffTags.XMP, TiffField.BYTE, packet, order)));
    metadata
        .icc()
        .ifPresent(
            icc -> add(new TiffField(TiffTags.ICC_PROFILE, TiffField.UNDEFINED, icc, order)));
    metadata
        .iptc()
        .map(ImageResources::withoutIptc)
        .filter(rest -> rest.length > 0)
        .ifPresent(r -> add(new TiffField(TiffTags.IMAGE_RESOURCES, TiffField.BYTE, r, order)));
    metadata
        .iptc()
        .flatMap(ImageResources::iptc)
        .ifPresent(record -> add(IptcRecord.toTiff(record, order)));
    if (metadata.exif().isEmpty()) {
      metadata.software().ifPresent(s -> add(TiffField.ascii(TiffTags.SOFTWARE, s, order)));
    }
  }

  private void add(TiffField field) {
    fields.put(field.tag(), field);
  }

  private static void pad(ByteArrayOutputStream out) {
    if (out.size() % 2 == 1) {
      out.write(0);
    }
  }
}
