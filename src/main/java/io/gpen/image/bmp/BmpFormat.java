package io.gpen.image.bmp;

import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.image.metadata.Resolutions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.opencv.core.Mat;

/** Windows bitmaps. */
public final class BmpFormat implements ImageFormat {

  /** Pixels a metre at 72 to the inch. */
  private static final int DENSITY = 2835;

  /** "sRGB", read as a number. */
  private static final int SRGB = 0x73524742;

  /** The rendering intent LCS_GM_IMAGES. */
  private static final int PERCEPTUAL = 4;

  @Override
  public StoredPicture parse(byte[] file) {
    return new BmpPicture(file);
  }

  @Override
  public FormatLimits limits() {
    return new FormatLimits(FormatLimits.NONE, FormatLimits.ARRAY, false, true, false);
  }

  @Override
  public boolean holdsXmp() {
    return false;
  }

  @Override
  public byte[] encode(Mat picture, boolean lossless, int quality) {
    return picture.channels() == 4 ? encodeAlpha(picture) : Codec.encode(picture, ".bmp");
  }

  /** With alpha, which OpenCV writes without saying so. */
  private static byte[] encodeAlpha(Mat bgra) {
    int header = BmpHeader.FILE_HEADER + BmpHeader.V4;
    int row = 4 * bgra.cols();
    ByteBuffer bmp =
        ByteBuffer.allocate(Math.toIntExact(header + (long) row * bgra.rows()))
            .order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(header);
    bmp.putInt(BmpHeader.V4).putInt(bgra.cols()).putInt(bgra.rows()).putShort((short) 1);
    bmp.putShort((short) 32).putInt(BmpHeader.BITFIELDS).putInt(row * bgra.rows());
    bmp.putInt(DENSITY).putInt(DENSITY).putInt(0).putInt(0);
    bmp.putInt(0xff0000).putInt(0xff00).putInt(0xff).putInt(0xff000000);
    bmp.putInt(SRGB);
    byte[] pixels = new byte[row];
    for (int y = 0; y < bgra.rows(); y++) {
      bgra.get(bgra.rows() - 1 - y, 0, pixels);
      bmp.put(header + y * row, pixels);
    }
    return bmp.array();
  }

  /** Writes the two things for which there is room in a bitmap: resolution and ICC profile. */
  @Override
  public EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    byte[] file = encoded.clone();
    BmpHeader header = BmpHeader.parse(new ByteView(file, ByteOrder.LITTLE_ENDIAN));
    Embedding embedding = new Embedding(metadata, "BMP");
    metadata.exif().ifPresent(block -> embedding.noPlace("EXIF block"));
    metadata.xmp().ifPresent(packet -> embedding.noPlace("XMP packet"));
    metadata.iptc().ifPresent(block -> embedding.noPlace("IPTC block"));
    embedding.noPlaceForComments();
    embedding.noPlaceForTexts();
    embedding.noPlaceForPngChunks();
    embedding.anyResolution().ifPresent(r -> writeResolution(file, r, embedding));
    return embedding.result(
        metadata.icc().map(profile -> withProfile(file, header, profile)).orElse(file));
  }

  private static void writeResolution(byte[] file, Resolution resolution, Embedding embedding) {
    int x = Resolutions.perMetre(resolution.x());
    int y = Resolutions.perMetre(resolution.y());
    if (x < 1 || y < 1) {
      embedding.noPlace("resolution");
    } else {
      littleEndian(file).putInt(BmpHeader.X_PER_METRE, x).putInt(BmpHeader.Y_PER_METRE, y);
    }
  }

  /**
   * The header grows to the latest version, so all behind it moves; the profile goes to the end.
   */
  private static byte[] withProfile(byte[] file, BmpHeader header, byte[] profile) {
    int headerEnd = BmpHeader.FILE_HEADER + header.size();
    int growth = BmpHeader.V5 - header.size();
    byte[] grown = Arrays.copyOf(file, file.length + growth + profile.length);
    System.arraycopy(file, headerEnd, grown, headerEnd + growth, file.length - headerEnd);
    Arrays.fill(grown, headerEnd, headerEnd + growth, (byte) 0);
    int profileAt = file.length + growth;
    System.arraycopy(profile, 0, grown, profileAt, profile.length);
    littleEndian(grown)
        .putInt(BmpHeader.FILE_SIZE, grown.length)
        .putInt(BmpHeader.DATA_OFFSET, header.dataAt() + growth)
        .putInt(BmpHeader.FILE_HEADER, BmpHeader.V5)
        .putInt(BmpHeader.COLOUR_SPACE, BmpHeader.EMBEDDED)
        .putInt(BmpHeader.INTENT, PERCEPTUAL)
        .putInt(BmpHeader.PROFILE_OFFSET, profileAt - BmpHeader.FILE_HEADER)
        .putInt(BmpHeader.PROFILE_SIZE, profile.length);
    return grown;
  }

  private static ByteBuffer littleEndian(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }
}
