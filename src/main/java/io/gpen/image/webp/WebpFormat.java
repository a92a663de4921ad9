package io.gpen.image.webp;

import io.gpen.image.Codec;
import io.gpen.image.FormatLimits;
import io.gpen.image.ImageFormat;
import io.gpen.image.StoredPicture;
import io.gpen.image.metadata.EmbeddedMetadata;
import io.gpen.image.metadata.Embedding;
import io.gpen.image.metadata.ExifBlock;
import io.gpen.image.metadata.IccProfile;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** WebP, lossy or without loss (RFC 9649). */
public final class WebpFormat implements ImageFormat {

  /** OpenCV writes lossless WebP for any quality above 100. */
  private static final int LOSSLESS = 101;

  private static final int ICC_FLAG = 0x20;
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;
  private static final int FEATURES = 10;

  @Override
  public FormatLimits limits() {
    return new FormatLimits(16383, FormatLimits.NONE, false, true, false);
  }

  @Override
  public StoredPicture parse(byte[] file) {
    return new WebpPicture(file);
  }

  @Override
  public byte[] encode(Mat picture, boolean lossless, int quality) {
    return Codec.encode(
        picture, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, lossless ? LOSSLESS : quality);
  }

  @Override
  public EmbeddedMetadata embed(byte[] encoded, PhotoMetadata metadata) {
    WebpFile webp = new WebpFile(encoded);
    Embedding embedding = new Embedding(metadata, "WebP");
    metadata.iptc().ifPresent(block -> embedding.noPlace("IPTC block"));
    embedding.noPlaceForComments();
    embedding.noPlaceForTexts();
    embedding.noPlaceForPngChunks();
    Optional<byte[]> exif = exif(metadata, embedding);
    Optional<byte[]> xmp = embedding.wholeXmp();
    boolean nothing = exif.isEmpty() && xmp.isEmpty() && metadata.icc().isEmpty();
    return embedding.result(nothing ? encoded : withBlocks(webp, metadata.icc(), exif, xmp));
  }

  @Override
  public Optional<byte[]> strip(byte[] file) {
    WebpFile webp = new WebpFile(file);
    if (!webp.picture().whole()) {
      return Optional.empty();
    }
    PhotoMetadata shown = WebpPicture.metadata(webp).onlyPresentation();
    return Optional.of(
        withBlocks(webp, shown.icc().filter(IccProfile::isForRgb), shown.exif(), Optional.empty()));
  }

  /** The only place for a resolution is the EXIF block, whose own statement goes first. */
  private static Optional<byte[]> exif(PhotoMetadata metadata, Embedding embedding) {
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

  /**
   * The pixels with these blocks and no others, in the order that RFC 9649, 2.7 asks for; in the
   * extended format if there is anything beside the pixels.
   */
  private static byte[] withBlocks(
      WebpFile webp, Optional<byte[]> icc, Optional<byte[]> exif, Optional<byte[]> xmp) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(webp.bytes().length);
    out.writeBytes(new byte[WebpFile.FILE_HEADER]);
    Optional<WebpFile.Chunk> alpha =
        webp.chunks().stream()
            .filter(chunk -> chunk.type().equals(WebpFile.ALPHA) && chunk.whole())
            .findFirst()
            .filter(chunk -> !webp.isLossless());
    int flags =
        (icc.isPresent() ? ICC_FLAG : 0)
            | (exif.isPresent() ? EXIF_FLAG : 0)
            | (xmp.isPresent() ? XMP_FLAG : 0)
            | (alpha.isPresent() || webp.isLossless() && webp.hasAlpha() ? WebpFile.ALPHA_FLAG : 0);
    if (alpha.isPresent() || (flags & ~WebpFile.ALPHA_FLAG) != 0) {
      write(WebpFile.EXTENDED, features(flags, webp.width(), webp.height()), out);
    }
    icc.ifPresent(profile -> write(WebpFile.ICC, profile, out));
    alpha.ifPresent(chunk -> write(chunk.type(), webp.data(chunk), out));
    write(webp.picture().type(), webp.data(webp.picture()), out);
    exif.ifPresent(block -> write(WebpFile.EXIF, block, out));
    xmp.ifPresent(packet -> write(WebpFile.XMP, packet, out));
    ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    file.putInt(file.capacity() - WebpFile.CHUNK_HEADER);
    return file.put("WEBP".getBytes(StandardCharsets.US_ASCII)).array();
  }

  private static byte[] features(int flags, int width, int height) {
    ByteBuffer out = ByteBuffer.allocate(FEATURES).order(ByteOrder.LITTLE_ENDIAN).putInt(flags);
    // Both less one, in three bytes each.
    return out.putInt(width - 1 | height - 1 << 24).putShort((short) (height - 1 >>> 8)).array();
  }

  private static void write(String type, byte[] data, ByteArrayOutputStream out) {
    ByteBuffer header = ByteBuffer.allocate(WebpFile.CHUNK_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(data.length);
    out.writeBytes(header.array());
    out.writeBytes(data);
    out.writeBytes(new byte[data.length % 2]);
  }
}
