package io.gpen.image.tiff;

import io.gpen.image.PhotoErrors;
import java.util.Arrays;

/**
 * How the pixels of a TIFF page are stored (TIFF 6.0).
 *
 * @param width in pixels
 * @param height in pixels
 * @param bits of one sample
 * @param samples of one pixel
 * @param photometric what the samples mean
 * @param compression how strips are packed
 * @param planar whether each sample has its own strips
 * @param extra meaning of the sample behind the colours (ExtraSamples), -1 if there is none
 */
public record TiffLayout(
    int width,
    int height,
    int bits,
    int samples,
    int photometric,
    int compression,
    boolean planar,
    int extra) {

  static final int NEW_SUBFILE_TYPE = 254;
  public static final int IMAGE_WIDTH = 256;
  public static final int IMAGE_LENGTH = 257;
  public static final int BITS_PER_SAMPLE = 258;
  public static final int COMPRESSION = 259;
  public static final int PHOTOMETRIC = 262;
  static final int MAKE = 271;
  public static final int STRIP_OFFSETS = 273;
  public static final int ORIENTATION = 274;
  public static final int SAMPLES_PER_PIXEL = 277;
  public static final int ROWS_PER_STRIP = 278;
  public static final int STRIP_BYTE_COUNTS = 279;
  static final int PLANAR_CONFIGURATION = 284;
  static final int COLOR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_LENGTH = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTE_COUNTS = 325;
  static final int SUB_IFDS = 330;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int JPEG_TABLES = 347;
  static final int DNG_VERSION = 50706;

  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  public static final int RGB = 2;
  static final int PALETTE = 3;
  public static final int CMYK = 5;
  static final int YCBCR = 6;

  public static final int NONE = 1;
  static final int LZW = 5;
  static final int JPEG = 7;
  static final int DEFLATE = 8;
  static final int PACKBITS = 32773;
  static final int OLD_DEFLATE = 32946;

  static final int UNSPECIFIED = 0;
  static final int PREMULTIPLIED = 1;
  static final int UNASSOCIATED_ALPHA = 2;

  static TiffLayout of(TiffDirectory page) {
    long width = page.number(IMAGE_WIDTH, 0);
    long height = page.number(IMAGE_LENGTH, 0);
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw PhotoErrors.header("it states %d x %d pixels".formatted(width, height));
    }
    long[] bits = page.numbers(BITS_PER_SAMPLE);
    int samples = (int) page.number(SAMPLES_PER_PIXEL, 1);
    if (Arrays.stream(bits).distinct().count() > 1) {
      throw PhotoErrors.unsupported("TIFF with channels of different depth");
    }
    TiffLayout layout =
        new TiffLayout(
            (int) width,
            (int) height,
            bits.length == 0 ? 1 : (int) bits[0],
            samples,
            (int) page.number(PHOTOMETRIC, BLACK_IS_ZERO),
            (int) page.number(COMPRESSION, NONE),
            page.number(PLANAR_CONFIGURATION, 1) == 2 && samples > 1,
            (int) page.number(EXTRA_SAMPLES, -1));
    layout.refuseUnsupported(page);
    return layout;
  }

  private void refuseUnsupported(TiffDirectory page) {
    if (bits > 16 || page.number(SAMPLE_FORMAT, 1) != 1 && page.number(SAMPLE_FORMAT, 1) != 4) {
      throw PhotoErrors.unsupported(
          "TIFF with %d-bit, signed or floating-point samples".formatted(bits));
    }
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16
        || bits < 8 && samples > 1
        || bits == 16 && photometric == PALETTE) {
      throw PhotoErrors.unsupported("TIFF of %d bits and %d channels".formatted(bits, samples));
    }
    switch (compression) {
      case NONE, 2, 3, 4, LZW, JPEG, DEFLATE, OLD_DEFLATE, PACKBITS -> {}
      default -> throw PhotoErrors.unsupported("TIFF with compression " + compressionName());
    }
    boolean possible =
        switch (photometric) {
          case WHITE_IS_ZERO, BLACK_IS_ZERO -> samples <= 2;
          case PALETTE -> samples == 1;
          case RGB -> samples == 3 || samples == 4;
          case CMYK -> samples == 4 && bits >= 8;
          case YCBCR -> samples == 3 && bits == 8;
          default -> false;
        };
    if (!possible) {
      throw PhotoErrors.unsupported(
          "TIFF with %d channels of colour space %d".formatted(samples, photometric));
    }
  }

  private String compressionName() {
    return switch (compression) {
      case 6 -> "old-style JPEG";
      case 33003, 33005, 34712 -> "JPEG 2000";
      case 34887 -> "LERC";
      case 34925 -> "LZMA";
      case 50000 -> "Zstandard";
      case 50001 -> "WebP";
      case 50002, 52546 -> "JPEG XL";
      default -> String.valueOf(compression);
    };
  }

  boolean isGrey() {
    return photometric == WHITE_IS_ZERO || photometric == BLACK_IS_ZERO;
  }

  boolean hasAlpha() {
    return isGrey() && samples == 2 || photometric == RGB && samples == 4;
  }

  /**
   * {@return whether OpenCV gives exactly these pixels; it reads grey with alpha, planar pictures
   * of 16 bits, CMYK and few bits wrongly or not at all}
   */
  boolean isForOpenCv() {
    if (compression == JPEG || photometric == YCBCR) {
      return photometric != CMYK && !(isGrey() && hasAlpha());
    }
    return (isGrey() && samples == 1 && (bits == 1 || bits >= 8) || photometric == RGB && bits >= 8)
        && !planar;
  }
}
