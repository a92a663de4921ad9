package io.gpen.image.metadata;

import io.gpen.image.metadata.PhotoMetadata.Resolution;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Writes the resolution, for which alone there is room in any Windows bitmap. */
final class BmpEmbedder {

  private BmpEmbedder() {}

  static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    Embedding embedding = new Embedding(metadata, "BMP");
    metadata.exif().ifPresent(block -> embedding.noPlace("EXIF block"));
    metadata.xmp().ifPresent(packet -> embedding.noPlace("XMP packet"));
    metadata.iptc().ifPresent(block -> embedding.noPlace("IPTC block"));
    metadata.icc().ifPresent(profile -> embedding.noPlace("ICC profile"));
    embedding.noPlaceForComments();
    embedding.noPlaceForTexts();
    embedding.noPlaceForPngChunks();
    Optional<Resolution> resolution = embedding.anyResolution();
    ByteBuffer out = ByteBuffer.wrap(encoded.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int room = BmpReader.HEADER_SIZE + BmpReader.INFO_HEADER;
    if (out.capacity() < room || out.getInt(BmpReader.HEADER_SIZE) < BmpReader.INFO_HEADER) {
      throw new IllegalArgumentException("the BMP file has no header with a resolution");
    }
    resolution.ifPresent(
        r -> {
          out.putInt(BmpReader.X_PER_METRE, Resolutions.perMetre(r.x()));
          out.putInt(BmpReader.Y_PER_METRE, Resolutions.perMetre(r.y()));
        });
    return embedding.result(out.array());
  }
}
