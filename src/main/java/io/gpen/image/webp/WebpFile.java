package io.gpen.image.webp;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import io.gpen.text.Wording;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The chunks of a WebP file (RIFF container, RFC 9649) and what they say about the picture. */
final class WebpFile {

  static final String EXTENDED = "VP8X";
  static final String LOSSY = "VP8 ";
  static final String LOSSLESS = "VP8L";
  static final String ALPHA = "ALPH";
  static final String ICC = "ICCP";
  static final String EXIF = "EXIF";
  static final String XMP = "XMP ";

  static final int FILE_HEADER = 12;
  static final int CHUNK_HEADER = 8;
  static final int ALPHA_FLAG = 0x10;
  private static final int ANIMATION_FLAG = 0x02;

  /** Widths and heights are numbers of 14 bits in both simple formats. */
  private static final int SIZE_MASK = 0x3fff;

  /** Honest files have a handful; each costs memory and work. */
  private static final int MAX_CHUNKS = 1_000;

  private final byte[] file;
  private final ByteView view;
  private final long riffEnd;
  private final List<Chunk> chunks = new ArrayList<>();
  private Optional<Chunk> picture = Optional.empty();
  private boolean cut;
  private boolean tooMany;
  private boolean alpha;
  private int width;
  private int height;

  /**
   * A chunk.
   *
   * @param type four letters
   * @param at where its data begin
   * @param length the stated length of its data
   * @param whole whether all of them are there
   */
  record Chunk(String type, int at, long length, boolean whole) {
    boolean isPicture() {
      return type.equals(LOSSY) || type.equals(LOSSLESS);
    }

    long end() {
      return at + length;
    }
  }

  WebpFile(byte[] file) {
    this.file = file;
    this.view = new ByteView(file, ByteOrder.LITTLE_ENDIAN);
    this.riffEnd = CHUNK_HEADER + view.u32(4);
    findChunks();
    if (picture.isEmpty()) {
      throw PhotoErrors.headerOnly();
    } else if (width == 0 || height == 0) {
      throw PhotoErrors.header(Wording.format("its size is %d x %d pixels", width, height));
    }
  }

  private void findChunks() {
    long at = FILE_HEADER;
    while (at < Math.min(riffEnd, view.size())) {
      if (picture.isPresent() && !view.has(at, CHUNK_HEADER)) {
        cut = true;
        return;
      } else if (chunks.size() == MAX_CHUNKS) {
        tooMany = true;
        return;
      }
      long length = view.u32(at + 4);
      long data = at + CHUNK_HEADER;
      Chunk chunk = new Chunk(view.ascii(at, 4), (int) data, length, view.has(data, length));
      chunks.add(chunk);
      inspect(chunk);
      cut |= picture.isPresent() && !chunk.isPicture() && !chunk.whole();
      at = chunk.end() + (chunk.end() & 1);
    }
  }

  private void inspect(Chunk chunk) {
    int at = chunk.at();
    switch (chunk.type()) {
      case EXTENDED -> {
        alpha |= (view.u8(at) & ALPHA_FLAG) != 0;
        if ((view.u8(at) & ANIMATION_FLAG) != 0) {
          throw PhotoErrors.unsupported("animated WebP");
        }
      }
      case "ANIM", "ANMF" -> throw PhotoErrors.unsupported("animated WebP");
      case LOSSY -> {
        if (view.u8(at + 3) != 0x9d || view.u8(at + 4) != 0x01 || view.u8(at + 5) != 0x2a) {
          throw PhotoErrors.header("its first frame is not a key frame");
        }
        found(chunk, view.u16(at + 6) & SIZE_MASK, view.u16(at + 8) & SIZE_MASK);
      }
      case LOSSLESS -> {
        if (view.u8(at) != 0x2f) {
          throw PhotoErrors.header("the signature of its lossless data is wrong");
        }
        long bits = view.u32(at + 1);
        alpha |= (bits >> 28 & 1) != 0;
        found(chunk, (int) (bits & SIZE_MASK) + 1, (int) (bits >> 14 & SIZE_MASK) + 1);
      }
      default -> {}
    }
  }

  private void found(Chunk chunk, int statedWidth, int statedHeight) {
    if (picture.isEmpty()) {
      picture = Optional.of(chunk);
      width = statedWidth;
      height = statedHeight;
    }
  }

  byte[] bytes() {
    return file;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** {@return the data of a whole chunk} */
  byte[] data(Chunk chunk) {
    return Arrays.copyOfRange(file, chunk.at(), (int) chunk.end());
  }

  /** {@return the chunk with the pixels, which may be cut} */
  Chunk picture() {
    return picture.orElseThrow();
  }

  boolean isLossless() {
    return picture().type().equals(LOSSLESS);
  }

  boolean hasAlpha() {
    return alpha;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** {@return where the file ends according to its header} */
  long riffEnd() {
    return riffEnd;
  }

  /** {@return whether the file is cut off after the picture} */
  boolean isCut() {
    return cut || riffEnd > file.length + 1L;
  }

  /** {@return whether there are more chunks than are read} */
  boolean hasTooMany() {
    return tooMany;
  }
}
