package io.gpen.image.tiff;

import static io.gpen.image.metadata.TiffTags.COMPRESSION_DEFLATE;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_JPEG;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_LZW;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_NONE;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_OLD_DEFLATE;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_PACKBITS;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_RLE;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_T4;
import static io.gpen.image.metadata.TiffTags.COMPRESSION_T6;
import static io.gpen.image.metadata.TiffTags.PHOTOMETRIC_BLACK_IS_ZERO;
import static io.gpen.image.metadata.TiffTags.PHOTOMETRIC_CMYK;
import static io.gpen.image.metadata.TiffTags.PHOTOMETRIC_PALETTE;
import static io.gpen.image.metadata.TiffTags.PHOTOMETRIC_RGB;
import static io.gpen.image.metadata.TiffTags.PHOTOMETRIC_WHITE_IS_ZERO;
import static io.gpen.image.metadata.TiffTags.PHOTOMETRIC_YCBCR;

import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffTags;
import io.gpen.text.Wording;
import java.util.Arrays;

/**
 * How the samples of a TIFF page are stored (TIFF 6.0).
 *
 * @param width in pixels
 * @param height in pixels
 * @param bits of one sample
 * @param samples of one pixel
 * @param photometric the meaning of the samples
 * @param compression of the strips or tiles
 * @param predictor 1 for none, 2 for differences between neighbours
 * @param planar whether each sample has strips of its own
 * @param extra the meaning of the sample after the colours (ExtraSamples), -1 if it is not stated
 * @param reversed whether the lowest bit of each byte comes first
 * @param chromaWidth pixels in a row that share their chroma samples, 1 if none do
 * @param chromaHeight pixels in a column that share their chroma samples, 1 if none do
 */
record TiffLayout(
    int width,
    int height,
    int bits,
    int samples,
    int photometric,
    int compression,
    int predictor,
    boolean planar,
    int extra,
    boolean reversed,
    int chromaWidth,
    int chromaHeight) {

  /** What CorelDRAW writes for EXTRA_ALPHA; libtiff takes it as that. */
  private static final int COREL_ALPHA = 999;

  /** {@return the layout of a page, if it is a supported one} */
  static TiffLayout of(Directory page) {
    long width = page.number(TiffTags.IMAGE_WIDTH, 0);
    long height = page.number(TiffTags.IMAGE_LENGTH, 0);
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw PhotoErrors.header(Wording.format("it claims to have %d x %d pixels", width, height));
    }
    long[] bits = page.numbers(TiffTags.BITS_PER_SAMPLE);
    if (Arrays.stream(bits).distinct().count() > 1) {
      throw PhotoErrors.unsupported("TIFF with channels of different depth");
    }
    int samples = (int) page.number(TiffTags.SAMPLES_PER_PIXEL, 1);
    int photometric = (int) page.number(TiffTags.PHOTOMETRIC, PHOTOMETRIC_BLACK_IS_ZERO);
    int compression = (int) page.number(TiffTags.COMPRESSION, COMPRESSION_NONE);
    boolean predicts =
        compression == COMPRESSION_LZW
            || compression == COMPRESSION_DEFLATE
            || compression == COMPRESSION_OLD_DEFLATE;
    long[] chroma = page.numbers(TiffTags.YCBCR_SUBSAMPLING);
    boolean shared = photometric == PHOTOMETRIC_YCBCR && compression != COMPRESSION_JPEG;
    // Two by two is the default (TIFF 6.0, section 21).
    TiffLayout layout =
        new TiffLayout(
            (int) width,
            (int) height,
            bits.length == 0 ? 1 : (int) bits[0],
            samples,
            photometric,
            compression,
            predicts ? (int) page.number(TiffTags.PREDICTOR, 1) : 1,
            page.number(TiffTags.PLANAR_CONFIGURATION, 1) == 2 && samples > 1,
            (int) page.number(TiffTags.EXTRA_SAMPLES, -1),
            page.number(TiffTags.FILL_ORDER, 1) == 2 && compression != COMPRESSION_JPEG,
            !shared ? 1 : chroma.length < 1 ? 2 : (int) chroma[0],
            !shared ? 1 : chroma.length < 2 ? 2 : (int) chroma[1]);
    layout.refuseUnsupported(page.number(TiffTags.SAMPLE_FORMAT, 1));
    return layout;
  }

  private void refuseUnsupported(long sampleFormat) {
    if (bits > 16 || sampleFormat != 1 && sampleFormat != 4) {
      throw PhotoErrors.unsupported(
          Wording.format("TIFF with %d-bit, signed or floating-point samples", bits));
    }
    if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16
        || bits < 8 && samples > 1
        || bits == 16 && photometric == PHOTOMETRIC_PALETTE) {
      throw PhotoErrors.unsupported(
          Wording.format("TIFF of %d bits and %d channels", bits, samples));
    }
    switch (compression) {
      case COMPRESSION_NONE, COMPRESSION_RLE, COMPRESSION_T4, COMPRESSION_T6 -> {}
      case COMPRESSION_LZW, COMPRESSION_JPEG -> {}
      case COMPRESSION_DEFLATE, COMPRESSION_OLD_DEFLATE, COMPRESSION_PACKBITS -> {}
      default -> throw PhotoErrors.unsupported("TIFF with compression " + compressionName());
    }
    boolean possible =
        switch (photometric) {
          case PHOTOMETRIC_WHITE_IS_ZERO, PHOTOMETRIC_BLACK_IS_ZERO -> samples == 1 || samples == 2;
          case PHOTOMETRIC_PALETTE -> samples == 1;
          case PHOTOMETRIC_RGB -> samples == 3 || samples == 4;
          case PHOTOMETRIC_CMYK -> samples == 4 && bits >= 8;
          case PHOTOMETRIC_YCBCR -> samples == 3 && bits == 8;
          default -> false;
        };
    if (!possible) {
      throw PhotoErrors.unsupported(
          Wording.format("TIFF with %d channels of colour space %d", samples, photometric));
    }
    if (predictor != 1 && predictor != 2 || predictor == 2 && (bits < 8 || sharesChroma())) {
      throw PhotoErrors.unsupported("TIFF with predictor " + predictor);
    }
    boolean known = isChromaFactor(chromaWidth) && isChromaFactor(chromaHeight);
    if (!known || sharesChroma() && planar) {
      throw PhotoErrors.unsupported(
          Wording.format(
              "TIFF with a chroma subsampling of %d x %d%s",
              chromaWidth, chromaHeight, planar ? " in separate planes" : ""));
    }
  }

  private static boolean isChromaFactor(int factor) {
    return factor == 1 || factor == 2 || factor == 4;
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

  /** {@return the same in the terms of all formats} */
  PhotoHeader header() {
    int channels = photometric == PHOTOMETRIC_PALETTE ? 3 : samples;
    return new PhotoHeader(PhotoFormat.TIFF, width, height, channels, bits);
  }

  boolean isGrey() {
    return photometric == PHOTOMETRIC_WHITE_IS_ZERO || photometric == PHOTOMETRIC_BLACK_IS_ZERO;
  }

  /** {@return whether there is a sample after the colours} */
  boolean hasExtraSample() {
    return isGrey() && samples == 2 || photometric == PHOTOMETRIC_RGB && samples == 4;
  }

  /** {@return whether that sample is opacity; a scanner's infrared, for example, is none} */
  boolean hasAlpha() {
    return hasExtraSample()
        && switch (extra) {
          case TiffTags.EXTRA_PREMULTIPLIED_ALPHA, TiffTags.EXTRA_ALPHA, COREL_ALPHA -> true;
          default -> false;
        };
  }

  /** {@return whether the data are packed as by a fax machine (CCITT T.4 and T.6)} */
  boolean isFax() {
    return compression >= COMPRESSION_RLE && compression <= COMPRESSION_T6;
  }

  /** {@return whether several pixels have one pair of chroma samples} */
  boolean sharesChroma() {
    return chromaWidth * chromaHeight > 1;
  }
}
