package io.gpen.image.webp;

import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.ExifBlock;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.webp.RiffChunks.Chunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Splices metadata into a WebP file, which becomes one of the extended format (RFC 9649, 2.7). */
final class WebpMetadataWriter {

  private static final int ICC_FLAG = 0x20;
  private static final int ALPHA_FLAG = 0x10;
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;
  private static final int FEATURES = 10;
  private static final int LOSSLESS_SIGNATURE = 0x2F;

  /** Widths and heights are numbers of 14 bits in both simple formats. */
  private static final int SIZE_MASK = 0x3FFF;

  private static final Set<String> REPLACED =
      Set.of(RiffChunks.EXTENDED, RiffChunks.ICC, RiffChunks.EXIF, RiffChunks.XMP);

  private final RiffChunks parsed;
  private final Embedding embedding;
  private final PhotoMetadata metadata;

  private WebpMetadataWriter(byte[] encoded, PhotoMetadata metadata) {
    this.parsed = RiffChunks.of(encoded);
    this.metadata = metadata;
    this.embedding = new Embedding(metadata, "WebP");
  }

  /** {@return the encoded picture with metadata} */
  static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return new WebpMetadataWriter(encoded, metadata).embed(encoded);
  }

  private EmbeddedMetadata embed(byte[] encoded) {
    Optional<byte[]> exif = exif();
    Optional<byte[]> xmp = embedding.wholeXmp();
    Optional<byte[]> icc = metadata.icc();
    byte[] features = features();
    metadata.iptc().ifPresent(block -> embedding.noPlace("IPTC block"));
    embedding.noPlaceForComments();
    embedding.noPlaceForTexts();
    embedding.noPlaceForPngChunks();
    if (exif.isEmpty() && xmp.isEmpty() && icc.isEmpty()) {
      return embedding.result(encoded);
    }
    features[0] |=
        (byte)
            ((icc.isPresent() ? ICC_FLAG : 0)
                | (exif.isPresent() ? EXIF_FLAG : 0)
                | (xmp.isPresent() ? XMP_FLAG : 0));
    List<Chunk> chunks = new ArrayList<>();
    chunks.add(new Chunk(RiffChunks.EXTENDED, features));
    icc.ifPresent(profile -> chunks.add(new Chunk(RiffChunks.ICC, profile)));
    parsed.chunks().stream().filter(c -> !REPLACED.contains(c.type())).forEach(chunks::add);
    exif.ifPresent(block -> chunks.add(new Chunk(RiffChunks.EXIF, block)));
    xmp.ifPresent(packet -> chunks.add(new Chunk(RiffChunks.XMP, packet)));
    return embedding.result(new RiffChunks(chunks).toFile());
  }

  /** The only place for a resolution is the EXIF block, whose own statement goes first. */
  private Optional<byte[]> exif() {
    Optional<byte[]> block = embedding.exifOrSoftware();
    Optional<Resolution> resolution = metadata.resolution();
    if (resolution.isEmpty() || block.flatMap(ExifBlock::resolution).isPresent()) {
      embedding.warnOfOtherResolution();
      return block;
    }
    return block
        .map(b -> ExifBlock.withResolution(b, resolution.get()))
        .or(() -> Optional.of(ExifBlock.stating(resolution.get())));
  }

  /** {@return flags and size of the canvas, without the flags for metadata} */
  private byte[] features() {
    Optional<Chunk> present = parsed.first(RiffChunks.EXTENDED);
    if (present.isPresent() && present.get().data().length >= FEATURES) {
      byte[] features = present.get().data().clone();
      features[0] &= (byte) ~(ICC_FLAG | EXIF_FLAG | XMP_FLAG);
      return features;
    }
    Chunk picture =
        parsed
            .first(RiffChunks.LOSSY)
            .or(() -> parsed.first(RiffChunks.LOSSLESS))
            .filter(c -> c.data().length >= FEATURES)
            .orElseThrow(() -> new IllegalArgumentException("the WebP file has no picture"));
    ByteBuffer in = ByteBuffer.wrap(picture.data()).order(ByteOrder.LITTLE_ENDIAN);
    if (picture.type().equals(RiffChunks.LOSSY)) {
      // Frame tag of three bytes and start code of three (RFC 6386, 9.1).
      return features(in.getShort(6) & SIZE_MASK, in.getShort(8) & SIZE_MASK, false);
    }
    if (in.get(0) != LOSSLESS_SIGNATURE) {
      throw new IllegalArgumentException("the WebP file has no picture");
    }
    int header = in.getInt(1);
    boolean alpha = (header >>> 28 & 1) == 1;
    return features((header & SIZE_MASK) + 1, (header >>> 14 & SIZE_MASK) + 1, alpha);
  }

  private static byte[] features(int width, int height, boolean alpha) {
    ByteBuffer out = ByteBuffer.allocate(FEATURES).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(alpha ? ALPHA_FLAG : 0);
    // Both less one, in three bytes each.
    return out.putInt(width - 1 | height - 1 << 24).putShort((short) (height - 1 >>> 8)).array();
  }
}
