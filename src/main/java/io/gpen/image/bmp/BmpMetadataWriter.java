package io.gpen.image.bmp;

import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.Resolutions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes the two things for which there is room in a Windows bitmap: resolution and profile. */
final class BmpMetadataWriter {

  private final Embedding embedding;
  private final PhotoMetadata metadata;
  private byte[] file;

  private BmpMetadataWriter(byte[] encoded, PhotoMetadata metadata) {
    this.metadata = metadata;
    this.embedding = new Embedding(metadata, "BMP");
    this.file = encoded;
    if (encoded.length < BmpHeader.INFO + BmpHeader.PLAIN || headerSize() < BmpHeader.PLAIN) {
      throw new IllegalArgumentException("the BMP file has no header with a resolution");
    }
  }

  /** {@return the encoded picture with metadata} */
  static EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    return new BmpMetadataWriter(encoded.clone(), metadata).embed();
  }

  private EmbeddedMetadata embed() {
    metadata.exif().ifPresent(block -> embedding.noPlace("EXIF block"));
    metadata.xmp().ifPresent(packet -> embedding.noPlace("XMP packet"));
    metadata.iptc().ifPresent(block -> embedding.noPlace("IPTC block"));
    embedding.noPlaceForComments();
    embedding.noPlaceForTexts();
    embedding.noPlaceForPngChunks();
    embedding.anyResolution().ifPresent(this::writeResolution);
    metadata.icc().ifPresent(this::writeProfile);
    return embedding.result(file);
  }

  private void writeResolution(Resolution resolution) {
    int x = Resolutions.perMetre(resolution.x());
    int y = Resolutions.perMetre(resolution.y());
    if (x < 1 || y < 1) {
      embedding.noPlace("resolution");
    } else {
      view().putInt(BmpHeader.X_PER_METRE, x).putInt(BmpHeader.Y_PER_METRE, y);
    }
  }

  private void writeProfile(byte[] profile) {
    boolean plain =
        headerSize() == BmpHeader.PLAIN
            && view().getInt(BmpHeader.COMPRESSION) == BmpHeader.UNCOMPRESSED;
    if (!plain && headerSize() != BmpHeader.V4 && headerSize() != BmpHeader.V5) {
      embedding.noPlace("ICC profile");
    } else {
      file = withProfile(profile);
    }
  }

  /**
   * The header grows to the latest version, so all behind it moves; the profile goes to the end.
   */
  private byte[] withProfile(byte[] profile) {
    int headerEnd = BmpHeader.INFO + headerSize();
    int growth = BmpHeader.V5 - headerSize();
    byte[] grown = Arrays.copyOf(file, file.length + growth + profile.length);
    System.arraycopy(file, headerEnd, grown, headerEnd + growth, file.length - headerEnd);
    Arrays.fill(grown, headerEnd, headerEnd + growth, (byte) 0);
    int profileAt = file.length + growth;
    System.arraycopy(profile, 0, grown, profileAt, profile.length);
    ByteBuffer out = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(BmpHeader.FILE_SIZE, grown.length);
    out.putInt(BmpHeader.PIXELS_OFFSET, out.getInt(BmpHeader.PIXELS_OFFSET) + growth);
    out.putInt(BmpHeader.INFO, BmpHeader.V5);
    out.putInt(BmpHeader.COLOUR_SPACE, BmpHeader.EMBEDDED);
    out.putInt(BmpHeader.INTENT, BmpHeader.PERCEPTUAL);
    out.putInt(BmpHeader.PROFILE_OFFSET, profileAt - BmpHeader.INFO);
    out.putInt(BmpHeader.PROFILE_SIZE, profile.length);
    return grown;
  }

  private int headerSize() {
    return view().getInt(BmpHeader.INFO);
  }

  private ByteBuffer view() {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }
}
