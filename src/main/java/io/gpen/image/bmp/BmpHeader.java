package io.gpen.image.bmp;

import io.gpen.image.ByteView;
import io.gpen.image.PhotoErrors;
import io.gpen.text.Wording;

/**
 * The headers of a Windows or OS/2 bitmap: BITMAPFILEHEADER and one of BITMAPCOREHEADER (12 bytes),
 * BITMAPINFOHEADER (40), its extensions by colour masks (52 and 56), OS/2 2.x (64), BITMAPV4HEADER
 * (108) and BITMAPV5HEADER (124).
 *
 * @param size the bytes of the header that follows the file header
 * @param width in pixels
 * @param height in pixels
 * @param topDown whether the first row is the top one
 * @param bits bits of a pixel: 1, 2, 4 and 8 are indices into the palette
 * @param compression one of the constants
 * @param dataAt where the pixels begin
 * @param coloursUsed the stated number of colours in the palette, 0 for all
 */
record BmpHeader(
    int size,
    int width,
    int height,
    boolean topDown,
    int bits,
    int compression,
    int dataAt,
    long coloursUsed) {

  static final int FILE_HEADER = 14;

  /** Positions in the file header. */
  static final int FILE_SIZE = 2;

  static final int DATA_OFFSET = 10;

  /** Header sizes. */
  static final int CORE = 12;

  static final int INFO = 40;
  static final int WITH_ALPHA_MASK = 56;
  static final int OS2 = 64;
  static final int V4 = 108;
  static final int V5 = 124;

  /** Compressions. */
  static final int RGB = 0;

  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int BITFIELDS = 3;
  static final int ALPHA_BITFIELDS = 6;

  /** Positions in the file from BITMAPINFOHEADER on. */
  static final int COMPRESSION = 30;

  static final int X_PER_METRE = 38;
  static final int Y_PER_METRE = 42;
  static final int COLOURS_USED = 46;
  static final int MASKS = 54;
  static final int COLOUR_SPACE = 70;
  static final int INTENT = 122;
  static final int PROFILE_OFFSET = 126;
  static final int PROFILE_SIZE = 130;

  /** Values of the colour space: a profile in the file or beside it. */
  static final int EMBEDDED = 0x4D424544; // "MBED"

  static final int LINKED = 0x4C494E4B; // "LINK"

  static BmpHeader parse(ByteView file) {
    long dataAt = file.u32(DATA_OFFSET);
    long size = file.u32(FILE_HEADER);
    boolean core = size == CORE;
    if (!core && (size < INFO || size > V5)) {
      throw PhotoErrors.unsupported(Wording.format("BMP with a header of %d bytes", size));
    }
    int height = core ? file.u16(20) : file.i32(22);
    BmpHeader header =
        new BmpHeader(
            (int) size,
            core ? file.u16(18) : file.i32(18),
            Math.abs(height),
            height < 0,
            file.u16(core ? 24 : 28),
            core ? RGB : (int) file.u32(COMPRESSION),
            (int) Math.min(dataAt, file.size()),
            core ? 0 : file.u32(COLOURS_USED));
    header.check(dataAt, file.size());
    return header;
  }

  private void check(long statedDataAt, int fileSize) {
    if (width <= 0 || height <= 0) {
      throw PhotoErrors.header(Wording.format("it claims to have %d x %d pixels", width, height));
    }
    boolean possible =
        switch (compression) {
          case RGB -> hasPalette() || bits == 16 || bits == 24 || bits == 32;
          case RLE8 -> bits == 8 && !topDown;
          case RLE4 -> bits == 4 && !topDown;
          case BITFIELDS, ALPHA_BITFIELDS -> (bits == 16 || bits == 32) && size != OS2;
          default -> false;
        };
    if (!possible) {
      throw PhotoErrors.unsupported(
          Wording.format("BMP of %d bits with compression %d", bits, compression));
    }
    if (statedDataAt < FILE_HEADER + size) {
      throw PhotoErrors.header("the image data begin within it");
    } else if (statedDataAt >= fileSize) {
      throw PhotoErrors.headerOnly();
    }
  }

  boolean hasPalette() {
    return bits == 1 || bits == 2 || bits == 4 || bits == 8;
  }

  boolean isRunLengthCoded() {
    return compression == RLE8 || compression == RLE4;
  }

  /** {@return the bytes of a row, which end at a multiple of four} */
  long rowBytes() {
    return (bits * (long) width + 31) / 32 * 4;
  }

  /** {@return the bytes of a row that hold pixels} */
  long usedRowBytes() {
    return (bits * (long) width + 7) / 8;
  }

  /** {@return where a row of the picture, counted from its top, begins in the file} */
  int rowAt(int y) {
    return (int) (dataAt + rowBytes() * (topDown ? y : height - 1 - y));
  }

  /** {@return the masks of blue, green, red and alpha, 0 for a channel that is not there} */
  int[] masks(ByteView file) {
    if (compression == RGB) {
      return bits == 16
          ? new int[] {0x1f, 0x3e0, 0x7c00, 0}
          : new int[] {0xff, 0xff00, 0xff0000, 0};
    }
    boolean alpha = size >= WITH_ALPHA_MASK || compression == ALPHA_BITFIELDS;
    int[] masks = {
      file.i32(MASKS + 8), file.i32(MASKS + 4), file.i32(MASKS), alpha ? file.i32(MASKS + 12) : 0
    };
    for (int mask : masks) {
      int value = mask >>> Integer.numberOfTrailingZeros(mask);
      if (mask != 0 && (value & value + 1) != 0) {
        throw PhotoErrors.unsupported("BMP with a non-contiguous colour mask");
      }
    }
    if (masks[0] == 0 && masks[1] == 0 && masks[2] == 0) {
      throw PhotoErrors.header("its colour masks are empty");
    }
    return masks;
  }

  /**
   * {@return the palette, blue, green and red of each colour}
   *
   * <p>OS/2 2.x has entries of four bytes; some writers, and ImageMagick, take three.
   */
  byte[] palette(ByteView file) {
    int at = FILE_HEADER + size;
    int most = 1 << bits;
    int colours = coloursUsed > 0 && coloursUsed < most ? (int) coloursUsed : most;
    int room = dataAt - at;
    int entry = size == CORE || size == OS2 && room == 3 * colours ? 3 : 4;
    byte[] palette = new byte[3 * Math.min(colours, room / entry)];
    if (palette.length == 0) {
      throw PhotoErrors.header("the palette is missing");
    }
    for (int i = 0; i < palette.length; i++) {
      palette[i] = (byte) file.u8(at + i / 3 * entry + i % 3);
    }
    return palette;
  }
}
