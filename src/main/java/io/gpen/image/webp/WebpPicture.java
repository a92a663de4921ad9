package io.gpen.image.webp;

import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.Trailer;
import io.gpen.image.ZeroTail;
import io.gpen.image.metadata.MetadataBlockReader;
import io.gpen.image.metadata.MetadataBuilder;
import io.gpen.image.metadata.PhotoMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A WebP file. */
final class WebpPicture implements StoredPicture {

  /** Fewer zeros may be a blank end of the picture; a copy that broke off leaves whole sectors. */
  private static final int LOST_ZEROS = 512;

  private static final Set<String> PIXELS =
      Set.of(WebpFile.EXTENDED, WebpFile.LOSSY, WebpFile.LOSSLESS, WebpFile.ALPHA);

  private static final Map<String, String> BLOCKS =
      Map.of(WebpFile.EXIF, "EXIF block", WebpFile.XMP, "XMP packet", WebpFile.ICC, "ICC profile");

  private final WebpFile webp;

  WebpPicture(byte[] file) {
    this.webp = new WebpFile(file);
  }

  @Override
  public PhotoHeader header() {
    return new PhotoHeader(
        PhotoFormat.WEBP, webp.width(), webp.height(), webp.hasAlpha() ? 4 : 3, 8);
  }

  @Override
  public boolean lossless() {
    return webp.isLossless();
  }

  @Override
  public PhotoMetadata metadata() {
    return metadata(webp);
  }

  /** {@return what the chunks say; damaged blocks are left out and named in the warnings} */
  static PhotoMetadata metadata(WebpFile webp) {
    MetadataBuilder metadata = new MetadataBuilder();
    MetadataBlockReader blocks = new MetadataBlockReader(metadata);
    for (WebpFile.Chunk chunk : webp.chunks()) {
      String type = chunk.type();
      if (BLOCKS.containsKey(type) && !chunk.whole()) {
        metadata.warnings.add("The " + BLOCKS.get(type) + " is cut off and was left out.");
        continue;
      }
      switch (type) {
        case WebpFile.EXIF -> blocks.exif(webp.data(chunk));
        case WebpFile.XMP -> blocks.xmp(webp.data(chunk));
        case WebpFile.ICC -> blocks.iccUnlessPresent(webp.data(chunk));
        default -> {
          String name = "WebP chunk " + type.replaceAll("\\P{Graph}", "?");
          if (!PIXELS.contains(type) && !metadata.uncarried.contains(name)) {
            metadata.uncarried.add(name);
          }
        }
      }
    }
    if (webp.hasTooMany()) {
      metadata.warnings.add("The file has more than 1000 WebP chunks: the rest were left out.");
    }
    return metadata.build();
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    byte[] file = webp.bytes();
    long pictureEnd = webp.picture().end();
    if (pictureEnd > file.length) {
      throw PhotoErrors.incomplete(file.length, Math.max(webp.riffEnd(), pictureEnd));
    }
    int dataEnd = ZeroTail.start(file, WebpFile.FILE_HEADER, (int) pictureEnd);
    if (pictureEnd - dataEnd >= LOST_ZEROS) {
      throw PhotoErrors.incomplete(dataEnd, pictureEnd);
    }
    if (webp.isCut()) {
      warnings.accept(PhotoErrors.NO_END);
    }
    long end = webp.riffEnd() + (webp.riffEnd() & 1);
    Trailer.report(file, (int) Math.min(end, file.length), warnings);
    return Codec.split(Codec.decode(pictureOnly((int) pictureEnd), header()), false);
  }

  /** The file up to the end of the picture, with a size that says so. */
  private byte[] pictureOnly(int pictureEnd) {
    byte[] picture = Arrays.copyOf(webp.bytes(), pictureEnd + (pictureEnd & 1));
    ByteBuffer.wrap(picture)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, picture.length - WebpFile.CHUNK_HEADER);
    return picture;
  }
}
