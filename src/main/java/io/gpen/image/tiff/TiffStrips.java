package io.gpen.image.tiff;

import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoHeader;
import io.gpen.image.ZeroTail;
import io.gpen.image.jpeg.JpegPicture;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffTags;
import io.gpen.text.Wording;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The strips or tiles of a TIFF page: their geometry, and where their data are in the file. Byte
 * counts that are missing or impossible are calculated, as libtiff does.
 */
final class TiffStrips {

  /** Fewer zeros may be the end of compressed data; no encoder writes so many. */
  private static final int LOST_ZEROS = 64;

  /** Tiles may be larger than the picture, but not much. */
  private static final int MAX_TILE_SIDE = 1 << 16;

  /** Bytes that any file may take to be unpacked. */
  private static final long FREE_WORK = 1L << 26;

  /** How many times the bytes of the file and its pixels the work may be. */
  private static final int MAX_WORK = 16;

  /** What a strip costs however small it is, in bytes of work. */
  private static final int WORK_OF_STRIP = 1 << 12;

  private static final int MAX_JPEG_TABLES = 1 << 16;
  private static final int JPEG_MARKER = 2;

  /** Of the checksum that ends a zlib stream. */
  private static final int SUM_BYTES = 4;

  private final byte[] file;
  private final TiffLayout layout;

  /** Whether these are tiles, which have their full width at the right edge, too. */
  final boolean tiled;

  /** Of a strip or tile, in pixels. */
  final int width;

  /** Of a strip or tile, in pixels; the last one may be lower. */
  final int height;

  /** How many are side by side. */
  final int across;

  /** How many are one above the other. */
  final int down;

  /** Where the data of each begin in the file. */
  final long[] offsets;

  /** The bytes of each in the file. */
  final long[] sizes;

  /** The tables that the JPEG streams share; empty if there are none. */
  final byte[] jpegTables;

  private final int count;

  /**
   * Finds the strips.
   *
   * @param file the whole file
   * @param page the page
   * @param layout its layout
   * @param warnings receives that byte counts were calculated
   * @throws PhotoException if data are missing
   */
  TiffStrips(byte[] file, Directory page, TiffLayout layout, Consumer<String> warnings) {
    this.file = file;
    this.layout = layout;
    tiled = page.entry(TiffTags.TILE_WIDTH).isPresent();
    long rows = page.number(TiffTags.ROWS_PER_STRIP, layout.height());
    boolean oneStrip = rows == 0 || rows > layout.height();
    width = tiled ? side(page, TiffTags.TILE_WIDTH, layout.width()) : layout.width();
    height =
        tiled
            ? side(page, TiffTags.TILE_LENGTH, layout.height())
            : oneStrip ? layout.height() : (int) rows;
    across = ceilDiv(layout.width(), width);
    down = ceilDiv(layout.height(), height);
    long number = (long) across * down * (layout.planar() ? layout.samples() : 1);
    long[] stated = numbers(page, TiffTags.TILE_OFFSETS, TiffTags.STRIP_OFFSETS);
    if (stated.length < number) {
      throw PhotoErrors.incomplete(stated.length, number);
    }
    count = (int) number;
    offsets = Arrays.copyOf(stated, count);
    sizes =
        Arrays.copyOf(numbers(page, TiffTags.TILE_BYTE_COUNTS, TiffTags.STRIP_BYTE_COUNTS), count);
    jpegTables = page.field(TiffTags.JPEG_TABLES).map(TiffField::value).orElse(new byte[0]);
    calculateSizes(page.position(), warnings);
    refuseHugeWork();
  }

  private static int side(Directory page, int tag, int ofPicture) {
    long side = page.number(tag, 0);
    if (side < 1 || side > Math.max(MAX_TILE_SIDE, ofPicture)) {
      throw PhotoErrors.header(Wording.format("its tiles have a side of %d pixels", side));
    }
    return (int) side;
  }

  /** Some writers list tiles in the fields for strips. */
  private long[] numbers(Directory page, int tagOfTiles, int tagOfStrips) {
    long[] tiles = page.numbers(tagOfTiles);
    long[] strips = page.numbers(tagOfStrips);
    return tiled && tiles.length > 0 || strips.length == 0 ? tiles : strips;
  }

  /** Data end where the next strip, the directory or nothing follows. */
  private void calculateSizes(int directory, Consumer<String> warnings) {
    long[] ends = Arrays.copyOf(offsets, count + 2);
    ends[count] = directory;
    ends[count + 1] = file.length;
    Arrays.sort(ends);
    boolean calculated = false;
    for (int i = 0; i < count; i++) {
      boolean packed = layout.compression() != TiffTags.COMPRESSION_NONE;
      long needed = packed ? 1 : unpackedSize(i);
      long room = file.length - offsets[i];
      if (offsets[i] <= 0 || room < needed) {
        long present = offsets[i] <= 0 ? 0 : Math.max(0, room);
        throw PhotoErrors.incomplete(i * needed + present, count * needed);
      }
      if (sizes[i] < needed || sizes[i] > room) {
        int next = Arrays.binarySearch(ends, offsets[i] + 1);
        room = ends[next < 0 ? -next - 1 : next] - offsets[i];
        if (room < needed) {
          throw PhotoErrors.incomplete(i * needed + room, count * needed);
        }
        sizes[i] = packed ? room : needed;
        calculated = true;
      }
    }
    if (calculated) {
      warnings.accept(
          "The byte counts of the TIFF strips are missing or wrong and were calculated instead.");
    }
  }

  /** A hostile file has a million strips, lets them share their data, or has vast tiles. */
  private void refuseHugeWork() {
    long pixels = (long) layout.width() * layout.height() * layout.samples() * layout.bits() / 8;
    long work = (WORK_OF_STRIP + jpegTables.length) * (long) count;
    for (int i = 0; i < count; i++) {
      work = Math.addExact(work, sizes[i] + unpackedSize(i));
    }
    if (jpegTables.length > MAX_JPEG_TABLES
        || work > FREE_WORK + MAX_WORK * (file.length + pixels)) {
      throw PhotoErrors.header("its strips or tiles overlap or are too many");
    }
  }

  /** {@return the rows of a strip that are in the picture} */
  private int rows(int strip) {
    int row = strip / across % down;
    return Math.min(height, layout.height() - row * height);
  }

  /** {@return the bytes of a row, or of a row of units of pixels that share their chroma} */
  private int rowBytes() {
    if (layout.sharesChroma()) {
      return unitsAcross() * unitBytes();
    }
    int samples = layout.planar() ? 1 : layout.samples();
    return Math.toIntExact(((long) width * samples * layout.bits() + 7) / 8);
  }

  private long unpackedSize(int strip) {
    return (long) rowBytes() * ceilDiv(rows(strip), layout.chromaHeight());
  }

  /** {@return units of pixels with common chroma samples side by side in a strip or tile} */
  int unitsAcross() {
    return ceilDiv(width, layout.chromaWidth());
  }

  /** {@return the bytes of such a unit: one luma sample for each pixel and two chroma samples} */
  int unitBytes() {
    return layout.chromaWidth() * layout.chromaHeight() + 2;
  }

  /** {@return the error for data that end too early} */
  PhotoException incompleteAt(long position) {
    for (int i = 0; i < count; i++) {
      if (offsets[i] < position && position <= offsets[i] + sizes[i]) {
        return PhotoErrors.incomplete(i, count);
      }
    }
    return PhotoErrors.incomplete(0, count);
  }

  /**
   * Checks what a decoder would not notice: lost ends, JPEG streams with missing data and wrong
   * checksums.
   *
   * @param warnings receives what is damaged
   * @throws PhotoException if data are missing
   */
  void checkComplete(Consumer<String> warnings) {
    if (layout.compression() == TiffTags.COMPRESSION_NONE) {
      refuseLostEnd();
      return;
    }
    boolean wrongParts = false;
    boolean wrongSum = false;
    for (int i = 0; i < count; i++) {
      int at = (int) offsets[i];
      int packed = ZeroTail.start(file, at, (int) (at + sizes[i])) - at;
      if (sizes[i] - packed >= LOST_ZEROS) {
        sizes[i] = packed;
      }
      if (sizes[i] == 0 || sizes[i] * maxRatio() < unpackedSize(i)) {
        throw PhotoErrors.incomplete(i, count);
      }
      switch (layout.compression()) {
        case TiffTags.COMPRESSION_JPEG -> wrongParts |= isDamagedJpeg(i);
        case TiffTags.COMPRESSION_DEFLATE, TiffTags.COMPRESSION_OLD_DEFLATE ->
            wrongSum |= hasWrongSum(i);
        default -> {}
      }
    }
    if (wrongParts) {
      warnings.accept(PhotoErrors.WRONG_PARTS);
    }
    if (wrongSum) {
      warnings.accept(PhotoErrors.WRONG_SUM);
    }
  }

  /** {@return how many bytes one byte may stand for; nothing is allocated for a lying header} */
  private long maxRatio() {
    return switch (layout.compression()) {
      case TiffTags.COMPRESSION_PACKBITS -> 128;
      case TiffTags.COMPRESSION_DEFLATE, TiffTags.COMPRESSION_OLD_DEFLATE -> 1100;
      case TiffTags.COMPRESSION_LZW -> 4096;
      default -> Integer.MAX_VALUE;
    };
  }

  /** A copy that set the full size first and then broke off ends with zeros. */
  private void refuseLostEnd() {
    long first = Arrays.stream(offsets).min().orElseThrow();
    int end = ZeroTail.start(file, (int) first, file.length);
    for (int i = 0; i < count; i++) {
      boolean within = offsets[i] < end && end < offsets[i] + unpackedSize(i);
      if (within && ZeroTail.breaksOffRow(file, (int) offsets[i], rowBytes())) {
        throw PhotoErrors.incomplete(end - first, file.length - first);
      }
    }
  }

  private boolean hasWrongSum(int strip) {
    Inflater inflater = new Inflater();
    byte[] scratch = new byte[1 << 15];
    long enough = unpackedSize(strip);
    try {
      inflater.setInput(file, (int) offsets[strip], (int) sizes[strip]);
      while (inflater.getBytesWritten() < enough && inflater.inflate(scratch) > 0) {
        // The sum is all that is wanted.
      }
      if (!inflater.finished()) {
        // The sum is checked when more is asked for.
        inflater.inflate(scratch);
      }
      return false;
    } catch (DataFormatException e) {
      // Missing data are noticed by the decoder, which must not stumble over the sum.
      boolean sumOnly = inflater.getBytesWritten() >= enough;
      if (sumOnly) {
        sizes[strip] = inflater.getBytesRead() - SUM_BYTES;
      }
      return sumOnly;
    } finally {
      inflater.end();
    }
  }

  /**
   * Each strip is a JPEG stream, which may leave its tables to the page (TIFF Technical Note 2).
   */
  private boolean isDamagedJpeg(int strip) {
    int at = (int) offsets[strip];
    int size = (int) sizes[strip];
    if (size <= JPEG_MARKER) {
      throw PhotoErrors.incomplete(strip, count);
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream(jpegTables.length + size);
    stream.write(file, at, JPEG_MARKER);
    if (jpegTables.length > 2 * JPEG_MARKER) {
      stream.write(jpegTables, JPEG_MARKER, jpegTables.length - 2 * JPEG_MARKER);
    }
    stream.write(file, at + JPEG_MARKER, size - JPEG_MARKER);
    List<String> warnings = new ArrayList<>();
    try {
      JpegPicture picture = new JpegPicture(stream.toByteArray());
      PhotoHeader header = picture.header();
      if (header.width() > width || header.height() > height) {
        throw PhotoErrors.undecodable();
      }
      picture.checkComplete(warnings::add);
    } catch (PhotoException e) {
      if (e.kind() == PhotoException.Kind.DAMAGED) {
        throw PhotoErrors.incomplete(strip, count);
      }
      throw e;
    }
    return warnings.contains(PhotoErrors.WRONG_PARTS);
  }

  static int ceilDiv(int number, int divisor) {
    return (int) (((long) number + divisor - 1) / divisor);
  }
}
