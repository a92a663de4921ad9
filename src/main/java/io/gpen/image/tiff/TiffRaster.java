package io.gpen.image.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.gpen.image.AlphaDivision;
import io.gpen.image.CmykToSrgb;
import io.gpen.image.Codec;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The raw samples of a TIFF page that OpenCV does not read rightly. */
final class TiffRaster {

  private final PhotoHeader header;
  private final TiffLayout layout;
  private final TiffDirectory page;
  private final Raster raster;

  TiffRaster(byte[] file, PhotoHeader header, TiffLayout layout, TiffDirectory page) {
    this.header = header;
    this.layout = layout;
    this.page = page;
    this.raster = read(file);
  }

  private static Raster read(byte[] file) {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
      try {
        reader.setInput(in);
        return reader.readRaster(0, null);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new PhotoException(
          PhotoException.Kind.DAMAGED, PhotoErrors.undecodable().getMessage(), e);
    }
  }

  Pixels pixels(Optional<byte[]> icc, Consumer<String> warnings) {
    if (raster.getNumBands() != layout.samples()
        || raster.getWidth() != layout.width()
        || raster.getHeight() != layout.height()) {
      throw PhotoErrors.undecodable();
    }
    if (layout.photometric() == TiffLayout.CMYK) {
      if (layout.bits() == 16) {
        warnings.accept("The 16-bit inks were rounded to 8 bits per channel.");
      }
      return new CmykToSrgb(icc, warnings).convert(header, this::inkRow);
    }
    Pixels pixels = Codec.split(samples(), false);
    return layout.extra() == TiffLayout.PREMULTIPLIED ? AlphaDivision.apply(pixels) : pixels;
  }

  private void inkRow(int y, byte[] inks) {
    int[] row = row(y);
    for (int i = 0; i < row.length; i++) {
      inks[i] = (byte) (layout.bits() == 16 ? (row[i] + 128) / 257 : row[i]);
    }
  }

  private int[] row(int y) {
    return raster.getPixels(0, y, layout.width(), 1, (int[]) null);
  }

  /** One Mat of 1 to 4 channels: grey, grey and alpha, BGR or BGRA. */
  private Mat samples() {
    int[][] palette = palette();
    int channels = palette == null ? layout.samples() : palette.length;
    int depth = layout.bits() == 16 ? CvType.CV_16U : CvType.CV_8U;
    Mat samples = new Mat(layout.height(), layout.width(), CvType.makeType(depth, channels));
    try {
      for (int y = 0; y < layout.height(); y++) {
        int[] row = palette == null ? scaled(row(y)) : looked(row(y), palette);
        swapRedAndBlue(row, channels);
        put(samples, y, row);
      }
      return samples;
    } catch (RuntimeException | Error e) {
      samples.release();
      throw e;
    }
  }

  private int[] scaled(int[] row) {
    int max = (1 << layout.bits()) - 1;
    int factor = layout.bits() < 8 ? 255 / max : 1;
    boolean inverted = layout.photometric() == TiffLayout.WHITE_IS_ZERO;
    for (int i = 0; i < row.length; i++) {
      boolean colour = layout.samples() == 1 || i % layout.samples() == 0;
      row[i] = (inverted && colour ? max - row[i] : row[i]) * factor;
    }
    return row;
  }

  private static int[] looked(int[] row, int[][] palette) {
    int channels = palette.length;
    int[] colours = new int[channels * row.length];
    for (int i = 0; i < row.length; i++) {
      for (int c = 0; c < channels; c++) {
        colours[channels * i + c] = palette[c][row[i]];
      }
    }
    return colours;
  }

  /** {@return the colours of each index by channel, one channel if all are grey; null if none} */
  private int[][] palette() {
    if (layout.photometric() != TiffLayout.PALETTE) {
      return null;
    }
    int size = 1 << layout.bits();
    long[] map = page.numbers(TiffLayout.COLOR_MAP);
    if (map.length < 3 * size) {
      throw PhotoErrors.header("the palette is too short");
    }
    boolean eightBit = Arrays.stream(map).allMatch(v -> v < 256);
    int[][] palette = new int[3][size];
    for (int i = 0; i < 3 * size; i++) {
      palette[i / size][i % size] = (int) (eightBit ? map[i] : map[i] * 255 / 65535);
    }
    boolean grey = Arrays.equals(palette[0], palette[1]) && Arrays.equals(palette[0], palette[2]);
    return grey ? new int[][] {palette[0]} : palette;
  }

  private static void swapRedAndBlue(int[] row, int channels) {
    for (int i = 0; channels >= 3 && i < row.length; i += channels) {
      int red = row[i];
      row[i] = row[i + 2];
      row[i + 2] = red;
    }
  }

  private static void put(Mat samples, int y, int[] row) {
    if (samples.depth() == CvType.CV_16U) {
      short[] values = new short[row.length];
      for (int i = 0; i < row.length; i++) {
        values[i] = (short) row[i];
      }
      samples.put(y, 0, values);
    } else {
      byte[] values = new byte[row.length];
      for (int i = 0; i < row.length; i++) {
        values[i] = (byte) row[i];
      }
      samples.put(y, 0, values);
    }
  }
}
