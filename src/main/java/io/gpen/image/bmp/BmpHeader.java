package io.gpen.image.bmp;

/** Positions in a Windows bitmap (BITMAPFILEHEADER, BITMAPINFOHEADER, BITMAPV5HEADER). */
final class BmpHeader {

  static final int FILE_SIZE = 2;
  static final int PIXELS_OFFSET = 10;

  /** The info header, from which profiles are counted; begins with its own size. */
  static final int INFO = 14;

  static final int COMPRESSION = INFO + 16;
  static final int X_PER_METRE = INFO + 24;
  static final int Y_PER_METRE = INFO + 28;
  static final int COLOUR_SPACE = INFO + 56;
  static final int INTENT = INFO + 108;
  static final int PROFILE_OFFSET = INFO + 112;
  static final int PROFILE_SIZE = INFO + 116;

  /** Sizes of the info header. */
  static final int PLAIN = 40;

  static final int V4 = 108;
  static final int V5 = 124;

  static final int UNCOMPRESSED = 0;
  static final int EMBEDDED = 0x4D424544; // "MBED"
  static final int LINKED = 0x4C494E4B; // "LINK"
  static final int PERCEPTUAL = 4; // LCS_GM_IMAGES

  private BmpHeader() {}
}
