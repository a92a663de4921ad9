package io.gpen.image.tiff;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.gpen.image.CmykToSrgb;
import io.gpen.image.Codec;
import io.gpen.image.JdkReaders;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.Pixels;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffTags;
import io.gpen.image.metadata.TiffTree;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageReader;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Decodes the samples of a TIFF page and converts them to grey or BGR as libtiff does.
 *
 * <p>The decoders are never given the file as it is, but a plain TIFF file of one page made from
 * what was checked: its data followed by a directory that holds no more than they need.
 *
 * @param file the whole file, the highest bit of each byte first
 * @param tiff its directories
 * @param layout how the samples of its page are stored
 * @param strips the data of its page
 */
record TiffDecoder(byte[] file, TiffFile tiff, TiffLayout layout, TiffStrips strips) {

  /** What the JDK's decoder warns of in sound data of two-dimensional coding with padded rows. */
  private static final String NO_FIRST_EOL = "should begin with EOL";

  private static final String FAX_ENDS = "the picture data end before the last row";

  /** {@return the pixels, owned by the caller} */
  Pixels decode(Optional<byte[]> icc, Consumer<String> warnings) {
    if (layout.compression() == TiffTags.COMPRESSION_JPEG && layout.samples() % 2 == 1) {
      // libtiff converts YCbCr as libjpeg does, and joins planes, which imageio-tiff does not.
      return Codec.split(Codec.decode(plainFile(), layout.header()), layout.isGrey());
    }
    Raster samples = read(warnings);
    switch (layout.photometric()) {
      case TiffTags.PHOTOMETRIC_CMYK -> {
        if (layout.bits() == 16) {
          warnings.accept("The 16-bit inks were rounded to 8 bits per channel.");
        }
        return new CmykToSrgb(icc, warnings)
            .convert(layout.header(), (y, inks) -> inks(samples, y, inks));
      }
      case TiffTags.PHOTOMETRIC_YCBCR -> {
        TiffYCbCr converter = new TiffYCbCr(page(), layout, strips);
        return new Pixels(picture(3, y -> converter.bgr(samples, y)));
      }
      case TiffTags.PHOTOMETRIC_PALETTE -> {
        int[][] palette = palette();
        return new Pixels(picture(palette.length, y -> lookedUp(row(samples, y), palette)));
      }
      default -> {
        Pixels pixels = Codec.split(picture(layout.samples(), y -> scaled(row(samples, y))), false);
        boolean premultiplied =
            layout.hasAlpha() && layout.extra() == TiffTags.EXTRA_PREMULTIPLIED_ALPHA;
        return premultiplied ? divided(pixels) : pixels;
      }
    }
  }

  private Raster read(Consumer<String> warnings) {
    byte[] plain = plainFile();
    if (layout.isFax()) {
      checkFax(plain, warnings);
    }
    try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(plain)) {
      ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
      try {
        reader.setInput(in);
        return layout.compression() == TiffTags.COMPRESSION_JPEG
            ? reader.readRaster(0, null)
            : reader.read(0).getRaster();
      } catch (EOFException e) {
        throw strips.incompleteAt(in.getStreamPosition());
      } finally {
        reader.dispose();
      }
    } catch (PhotoException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new PhotoException(
          PhotoException.Kind.DAMAGED, PhotoErrors.undecodable().getMessage(), e);
    }
  }

  /**
   * imageio-tiff says nothing about missing or wrong CCITT data and leaves the rows blank. The
   * JDK's decoder reads beyond the data or warns where rows are missing, and warns of codes that
   * are none.
   */
  private void checkFax(byte[] plain, Consumer<String> warnings) {
    List<String> found = new ArrayList<>();
    ImageReader reader = JdkReaders.of("tiff");
    reader.addIIOReadWarningListener((source, warning) -> found.add(warning));
    try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(plain)) {
      reader.setInput(in);
      reader.read(0);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw PhotoErrors.incomplete(FAX_ENDS);
    } catch (IOException | RuntimeException e) {
      found.add(String.valueOf(e.getMessage()));
    } finally {
      reader.dispose();
    }
    if (found.stream()
        .anyMatch(w -> w.startsWith("Sync loss") || w.startsWith("Input exhausted"))) {
      throw PhotoErrors.incomplete(FAX_ENDS);
    } else if (!found.stream().allMatch(w -> w.contains(NO_FIRST_EOL))) {
      warnings.accept(PhotoErrors.WRONG_PARTS);
    }
  }

  private byte[] plainFile() {
    int at = Math.addExact(file.length, file.length & 1);
    byte[] directory = TiffTree.directory(plainFields(), order(), at);
    byte[] plain = Arrays.copyOf(file, Math.addExact(at, directory.length));
    System.arraycopy(directory, 0, plain, at, directory.length);
    byte[] start = TiffTree.header(order(), at);
    System.arraycopy(start, 0, plain, 0, start.length);
    return plain;
  }

  private List<TiffField> plainFields() {
    boolean jpeg = layout.compression() == TiffTags.COMPRESSION_JPEG;
    int samples = layout.sharesChroma() ? 1 : layout.samples();
    long[] bits = new long[samples];
    Arrays.fill(bits, layout.bits());
    List<TiffField> fields = new ArrayList<>();
    fields.add(number(TiffTags.IMAGE_WIDTH, storedWidth()));
    fields.add(number(TiffTags.IMAGE_LENGTH, storedHeight()));
    fields.add(TiffField.numbers(TiffTags.BITS_PER_SAMPLE, TiffField.SHORT, order(), bits));
    fields.add(code(TiffTags.COMPRESSION, layout.compression()));
    fields.add(code(TiffTags.SAMPLES_PER_PIXEL, samples));
    fields.add(code(TiffTags.PLANAR_CONFIGURATION, layout.planar() ? 2 : 1));
    int photometric = layout.photometric();
    if (jpeg) {
      page().field(TiffTags.YCBCR_SUBSAMPLING).ifPresent(fields::add);
      byte[] tables = strips.jpegTables;
      if (tables.length > 0) {
        fields.add(new TiffField(TiffTags.JPEG_TABLES, TiffField.UNDEFINED, tables, order()));
      }
    } else {
      // Under these names the samples come out as they are stored.
      photometric = samples < 3 ? TiffTags.PHOTOMETRIC_BLACK_IS_ZERO : TiffTags.PHOTOMETRIC_RGB;
    }
    fields.add(code(TiffTags.PHOTOMETRIC, photometric));
    if (samples % 2 == 0 && photometric != TiffTags.PHOTOMETRIC_CMYK) {
      fields.add(code(TiffTags.EXTRA_SAMPLES, TiffTags.EXTRA_ALPHA));
    }
    if (layout.predictor() != 1) {
      fields.add(code(TiffTags.PREDICTOR, layout.predictor()));
    }
    page().field(TiffTags.T4_OPTIONS).ifPresent(fields::add);
    page().field(TiffTags.T6_OPTIONS).ifPresent(fields::add);
    addStrips(fields);
    return fields;
  }

  private void addStrips(List<TiffField> fields) {
    boolean tiled = strips.tiled;
    int height = TiffStrips.ceilDiv(strips.height, layout.chromaHeight());
    if (tiled) {
      boolean units = layout.sharesChroma();
      int width = units ? strips.unitsAcross() * strips.unitBytes() : strips.width;
      fields.add(number(TiffTags.TILE_WIDTH, width));
      fields.add(number(TiffTags.TILE_LENGTH, height));
    } else {
      fields.add(number(TiffTags.ROWS_PER_STRIP, height));
    }
    fields.add(number(tiled ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS, strips.offsets));
    fields.add(
        number(tiled ? TiffTags.TILE_BYTE_COUNTS : TiffTags.STRIP_BYTE_COUNTS, strips.sizes));
  }

  /** Units of pixels with common chroma samples are read as that many grey pixels. */
  private int storedWidth() {
    if (!layout.sharesChroma()) {
      return layout.width();
    }
    int before = strips.across - 1;
    int last = layout.width() - before * strips.width;
    int units = before * strips.unitsAcross() + TiffStrips.ceilDiv(last, layout.chromaWidth());
    return units * strips.unitBytes();
  }

  private int storedHeight() {
    int before = strips.down - 1;
    int last = layout.height() - before * strips.height;
    return before * TiffStrips.ceilDiv(strips.height, layout.chromaHeight())
        + TiffStrips.ceilDiv(last, layout.chromaHeight());
  }

  private Directory page() {
    return tiff.page;
  }

  private ByteOrder order() {
    return tiff.structure.order();
  }

  /** {@return a field of the type that TIFF 6.0 prescribes for codes; the JDK ignores any other} */
  private TiffField code(int tag, int value) {
    return TiffField.numbers(tag, TiffField.SHORT, order(), value);
  }

  private TiffField number(int tag, long... values) {
    return TiffField.numbers(tag, TiffField.LONG, order(), values);
  }

  private int[] row(Raster samples, int y) {
    if (samples.getNumBands() != layout.samples()) {
      throw PhotoErrors.undecodable();
    }
    return samples.getPixels(0, y, layout.width(), 1, (int[]) null);
  }

  private void inks(Raster samples, int y, byte[] inks) {
    int[] row = row(samples, y);
    for (int i = 0; i < row.length; i++) {
      inks[i] = (byte) (layout.bits() == 16 ? (row[i] + 128) / 257 : row[i]);
    }
  }

  /** Makes black zero, spreads less than 8 bits over all values of 8, and puts blue first. */
  private int[] scaled(int[] row) {
    int samples = layout.samples();
    int max = (1 << layout.bits()) - 1;
    int factor = layout.bits() < 8 ? 255 / max : 1;
    boolean inverted = layout.photometric() == TiffTags.PHOTOMETRIC_WHITE_IS_ZERO;
    for (int i = 0; i < row.length; i += samples) {
      row[i] = (inverted ? max - row[i] : row[i]) * factor;
      if (samples >= 3) {
        int red = row[i];
        row[i] = row[i + 2];
        row[i + 2] = red;
      }
    }
    return row;
  }

  /** {@return the same pixels before their colours were multiplied with alpha; takes them over} */
  private Pixels divided(Pixels multiplied) {
    Mat alpha = multiplied.alpha().orElseThrow();
    Mat divisor = new Mat();
    Mat colour = new Mat();
    try {
      Core.merge(Collections.nCopies(multiplied.colour().channels(), alpha), divisor);
      // A division of whole numbers by zero gives zero.
      Core.divide(multiplied.colour(), divisor, colour, layout.bits() == 16 ? 65535 : 255);
      return new Pixels(colour, multiplied.alpha(), false);
    } finally {
      divisor.release();
      multiplied.colour().release();
    }
  }

  private static int[] lookedUp(int[] row, int[][] palette) {
    int channels = palette.length;
    int[] colours = new int[channels * row.length];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = palette[i % channels][row[i / channels]];
    }
    return colours;
  }

  /** {@return the blue, green and red of each index; one row of them if all are grey} */
  private int[][] palette() {
    int size = 1 << layout.bits();
    long[] map = page().numbers(TiffTags.COLOR_MAP);
    if (map.length < 3 * size) {
      throw PhotoErrors.header("the palette is too short");
    }
    boolean eightBit = Arrays.stream(map).allMatch(v -> v < 256);
    int[][] palette = new int[3][size];
    for (int i = 0; i < 3 * size; i++) {
      palette[2 - i / size][i % size] = (int) (eightBit ? map[i] : map[i] >> 8);
    }
    boolean grey = Arrays.equals(palette[0], palette[1]) && Arrays.equals(palette[0], palette[2]);
    return grey ? new int[][] {palette[0]} : palette;
  }

  /** The values of one row, channel by channel for each pixel. */
  private interface Rows {
    int[] row(int y);
  }

  private Mat picture(int channels, Rows rows) {
    boolean deep = layout.bits() == 16;
    Mat picture =
        Codec.allocate(
            layout.header(), CvType.makeType(deep ? CvType.CV_16U : CvType.CV_8U, channels));
    try {
      byte[] bytes = new byte[deep ? 0 : channels * layout.width()];
      short[] shorts = new short[deep ? channels * layout.width() : 0];
      for (int y = 0; y < layout.height(); y++) {
        int[] row = rows.row(y);
        if (deep) {
          for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) row[i];
          }
          picture.put(y, 0, shorts);
        } else {
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) row[i];
          }
          picture.put(y, 0, bytes);
        }
      }
      return picture;
    } catch (RuntimeException | Error e) {
      picture.release();
      throw e;
    }
  }
}
