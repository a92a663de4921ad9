package io.gpen.image.webp;

import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import io.gpen.image.StoredPicture;
import io.gpen.image.Trailer;
import io.gpen.image.ZeroTail;
import io.gpen.image.metadata.PhotoMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** A WebP file (RIFF container, RFC 9649). */
final class WebpPicture implements StoredPicture {

  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;

  /** Fewer zeros may be a blank end of the picture; a copy that broke off leaves whole sectors. */
  private static final int LOST_ZEROS = 512;

  private final byte[] file;
  private final ByteView view;
  private final long riffEnd;
  private int width;
  private int height;
  private boolean lossless;
  private boolean alpha;
  private boolean metadataCut;

  /**
   * Reads the structure of a file.
   *
   * @param file the whole file
   * @throws io.gpen.image.PhotoException if its header is damaged or of an unsupported kind
   */
  WebpPicture(byte[] file) {
    this.file = file;
    this.view = new ByteView(file, ByteOrder.LITTLE_ENDIAN);
    this.riffEnd = CHUNK_HEADER + view.u32(4);
    findPicture();
  }

  private void findPicture() {
    boolean found = false;
    long at = FIRST_CHUNK;
    while (at < Math.min(riffEnd, view.size())) {
      if (found && !view.has(at, CHUNK_HEADER)) {
        metadataCut = true;
        break;
      }
      String type = view.ascii(at, 4);
      long data = at + CHUNK_HEADER;
      found |= look(type, data);
      at = data + view.u32(at + 4);
      at += at & 1;
      metadataCut |= found && !isPicture(type) && at > view.size();
    }
    if (!found) {
      throw PhotoErrors.headerOnly();
    }
  }

  private static boolean isPicture(String type) {
    return type.equals("VP8 ") || type.equals("VP8L");
  }

  /** {@return whether this chunk holds the picture, which is then described} */
  private boolean look(String type, long data) {
    switch (type) {
      case "VP8X" -> {
        int flags = view.u8(data);
        alpha = (flags & 0x10) != 0;
        if ((flags & 0x02) != 0) {
          throw PhotoErrors.unsupported("animated WebP");
        }
      }
      case "ANIM", "ANMF" -> throw PhotoErrors.unsupported("animated WebP");
      case "VP8 " -> {
        if (view.u8(data + 3) != 0x9d || view.u8(data + 4) != 0x01 || view.u8(data + 5) != 0x2a) {
          throw PhotoErrors.header("its first frame is no key frame");
        }
        width = view.u16(data + 6) & 0x3fff;
        height = view.u16(data + 8) & 0x3fff;
      }
      case "VP8L" -> {
        if (view.u8(data) != 0x2f) {
          throw PhotoErrors.header("its lossless data do not begin as they must");
        }
        long bits = view.u32(data + 1);
        width = (int) (bits & 0x3fff) + 1;
        height = (int) (bits >> 14 & 0x3fff) + 1;
        alpha = (bits >> 28 & 1) != 0;
        lossless = true;
      }
      default -> {}
    }
    return isPicture(type);
  }

  @Override
  public PhotoHeader header() {
    if (width == 0 || height == 0) {
      throw PhotoErrors.header("it states %d x %d pixels".formatted(width, height));
    }
    return new PhotoHeader(PhotoFormat.WEBP, width, height, alpha ? 4 : 3, 8);
  }

  @Override
  public PhotoMetadata metadata() {
    return WebpMetadataReader.read(file);
  }

  @Override
  public boolean lossless() {
    return lossless;
  }

  @Override
  public Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    long pictureEnd = pictureEnd();
    if (pictureEnd > view.size()) {
      throw PhotoErrors.incomplete(view.size(), Math.max(riffEnd, pictureEnd));
    }
    int dataEnd = ZeroTail.start(file, FIRST_CHUNK, (int) pictureEnd);
    if (pictureEnd - dataEnd >= LOST_ZEROS) {
      throw PhotoErrors.incomplete(dataEnd, pictureEnd);
    }
    if (metadataCut || riffEnd > view.size() + 1L) {
      warnings.accept(PhotoErrors.NO_END);
    }
    Trailer.report(file, (int) Math.min(riffEnd + (riffEnd & 1), file.length), warnings);
    return Codec.split(Codec.decode(pictureOnly((int) pictureEnd), header()), false);
  }

  private long pictureEnd() {
    long at = FIRST_CHUNK;
    while (!isPicture(view.ascii(at, 4))) {
      at += CHUNK_HEADER + view.u32(at + 4);
      at += at & 1;
    }
    return at + CHUNK_HEADER + view.u32(at + 4);
  }

  /** The file up to the end of the picture, with a size that says so. */
  private byte[] pictureOnly(int pictureEnd) {
    byte[] picture = Arrays.copyOf(file, pictureEnd + (pictureEnd & 1));
    ByteBuffer.wrap(picture)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, picture.length - CHUNK_HEADER);
    return picture;
  }
}
