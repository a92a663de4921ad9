package io.gpen.image.tiff;

import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffTags;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * Converts YCbCr samples of 8 bits to BGR with the integer arithmetic of libtiff (tif_color.c,
 * TIFFYCbCrToRGBInit); like there, each chroma sample holds for all pixels that share it.
 */
final class TiffYCbCr {

  /** CCIR 601-1 and the full range, the defaults of libtiff. */
  private static final float[] COEFFICIENTS = {0.299f, 0.587f, 0.114f};

  private static final float[] BLACK_WHITE = {0, 255, 128, 255, 128, 255};

  private static final int FRACTION_BITS = 16;
  private static final int HALF = 1 << FRACTION_BITS - 1;
  private static final int MAX_CODE = 128 * 32;

  private final TiffLayout layout;
  private final TiffStrips strips;
  private final int[] luma = new int[256];
  private final int[] blueOfCb = new int[256];
  private final int[] greenOfCb = new int[256];
  private final int[] greenOfCr = new int[256];
  private final int[] redOfCr = new int[256];

  TiffYCbCr(Directory page, TiffLayout layout, TiffStrips strips) {
    this.layout = layout;
    this.strips = strips;
    float[] coefficients = rationals(page, TiffTags.YCBCR_COEFFICIENTS, COEFFICIENTS);
    float[] range = rationals(page, TiffTags.REFERENCE_BLACK_WHITE, BLACK_WHITE);
    if (coefficients[1] == 0) {
      coefficients = COEFFICIENTS;
    }
    float red = 2 - 2 * coefficients[0];
    float blue = 2 - 2 * coefficients[2];
    int redFactor = fixed(red);
    int blueFactor = fixed(blue);
    int greenOfRed = -fixed(coefficients[0] * red / coefficients[1]);
    int greenOfBlue = -fixed(coefficients[2] * blue / coefficients[1]);
    for (int i = 0; i < 256; i++) {
      int cb = value(i - 128, range[2] - 128, range[3] - 128, 127);
      int cr = value(i - 128, range[4] - 128, range[5] - 128, 127);
      luma[i] = value(i, range[0], range[1], 255);
      blueOfCb[i] = blueFactor * cb + HALF >> FRACTION_BITS;
      redOfCr[i] = redFactor * cr + HALF >> FRACTION_BITS;
      greenOfCb[i] = greenOfBlue * cb + HALF;
      greenOfCr[i] = greenOfRed * cr;
    }
  }

  private static float[] rationals(Directory page, int tag, float[] absent) {
    Optional<TiffField> field = page.field(tag);
    float[] values = new float[absent.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = field.isEmpty() ? Float.NaN : (float) field.get().rational(i);
      if (!Float.isFinite(values[i])) {
        return absent;
      }
    }
    return values;
  }

  private static int fixed(float factor) {
    return (int) (Math.max(0, Math.min(2, factor)) * (double) (1 << FRACTION_BITS) + 0.5);
  }

  /** {@return the value of a code, scaled from black and white to the range} */
  private static int value(int code, float black, float white, int range) {
    int span = (int) white - (int) black;
    float value = (code - (int) black) * (float) range / (span == 0 ? 1 : span);
    return (int) Math.max(-MAX_CODE, Math.min(MAX_CODE, value));
  }

  /**
   * {@return blue, green and red of each pixel of a row}
   *
   * @param samples three bands, or the bytes of units of pixels that share their chroma samples:
   *     first the luma samples, then Cb and Cr
   * @param y the row
   */
  int[] bgr(Raster samples, int y) {
    return layout.sharesChroma() ? ofUnits(samples, y) : ofBands(samples, y);
  }

  private int[] ofBands(Raster samples, int y) {
    int[] row = samples.getPixels(0, y, layout.width(), 1, (int[]) null);
    for (int i = 0; i < row.length; i += 3) {
      put(row, i, row[i], row[i + 1], row[i + 2]);
    }
    return row;
  }

  private int[] ofUnits(Raster samples, int y) {
    int across = layout.chromaWidth();
    int down = layout.chromaHeight();
    int inStrip = y % strips.height;
    int unitRow = y / strips.height * TiffStrips.ceilDiv(strips.height, down) + inStrip / down;
    int[] row = samples.getPixels(0, unitRow, samples.getWidth(), 1, (int[]) null);
    int[] bgr = new int[3 * layout.width()];
    for (int x = 0; x < layout.width(); x++) {
      int inTile = x % strips.width;
      int unit = x / strips.width * strips.unitsAcross() + inTile / across;
      int at = unit * strips.unitBytes();
      int chroma = at + across * down;
      int light = row[at + inStrip % down * across + inTile % across];
      put(bgr, 3 * x, light, row[chroma], row[chroma + 1]);
    }
    return bgr;
  }

  private void put(int[] bgr, int at, int y, int cb, int cr) {
    bgr[at] = clip(luma[y] + blueOfCb[cb]);
    bgr[at + 1] = clip(luma[y] + (greenOfCb[cb] + greenOfCr[cr] >> FRACTION_BITS));
    bgr[at + 2] = clip(luma[y] + redOfCr[cr]);
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
