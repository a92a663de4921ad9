package io.gpen.image.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.TestPictures;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffTags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;

/**
 * TIFF files that break the rules and are read by libtiff, and hostile ones. Expected pixels are
 * those of OpenCV's decoder, which is libtiff.
 */
class TiffRepairTest {

  private static final int W = 45;
  private static final int H = 38;
  private static final int TILE = 16;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final String CALCULATED =
      "The byte counts of the TIFF strips are missing or wrong and were calculated instead.";

  private static RawTiff rgb() {
    return new RawTiff(ORDER, W, H, 8, 3, TiffTags.PHOTOMETRIC_RGB);
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    return noise;
  }

  private static byte[] deflated(byte[] data) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static PhotoException refused(byte[] file) {
    return assertThrows(PhotoException.class, () -> TestPictures.read(file).close());
  }

  private static void assertPixels(Mat expected, byte[] file, String... warnings) {
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(List.of(warnings), photo.warnings());
      TestPictures.assertSame(expected, photo.colour(), "pixels");
    }
    expected.release();
  }

  /** What a writer may get wrong in its byte counts. */
  enum Counts {
    MISSING(tiff -> tiff.fields.keySet().removeIf(t -> isCount(t))),
    ZERO(
        tiff ->
            tiff.fields.keySet().stream()
                .filter(t -> isCount(t))
                .toList()
                .forEach(t -> tiff.set(t, new long[tiff.fields.get(t).count()]))),
    TOO_LARGE(
        tiff ->
            tiff.fields.keySet().stream()
                .filter(t -> isCount(t))
                .toList()
                .forEach(t -> tiff.set(t, filled(tiff.fields.get(t).count(), 0x7FFFFFF0L)))),
    NEGATIVE(
        tiff ->
            tiff.fields.keySet().stream()
                .filter(t -> isCount(t))
                .toList()
                .forEach(t -> tiff.set(t, filled(tiff.fields.get(t).count(), 0xFFFFFFFFL))));

    private final Consumer<RawTiff> damage;

    Counts(Consumer<RawTiff> damage) {
      this.damage = damage;
    }

    private static boolean isCount(int tag) {
      return tag == TiffTags.STRIP_BYTE_COUNTS || tag == TiffTags.TILE_BYTE_COUNTS;
    }

    private static long[] filled(int count, long value) {
      long[] values = new long[count];
      Arrays.fill(values, value);
      return values;
    }
  }

  @ParameterizedTest
  @EnumSource(Counts.class)
  void byteCountsThatAreMissingOrWrongAreCalculated(Counts counts) {
    for (boolean packed : new boolean[] {false, true}) {
      for (boolean tiled : new boolean[] {false, true}) {
        RawTiff tiff = rgb();
        List<byte[]> strips = new ArrayList<>();
        if (tiled) {
          tiff.tiled(TILE, TILE);
          for (int i = 0; i < 9; i++) {
            strips.add(noise(3 * TILE * TILE));
          }
        } else {
          tiff.set(TiffTags.ROWS_PER_STRIP, 15);
          strips.addAll(List.of(noise(3 * W * 15), noise(3 * W * 15), noise(3 * W * 8)));
        }
        if (packed) {
          tiff.set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_DEFLATE);
          strips.replaceAll(TiffRepairTest::deflated);
        }
        byte[][] data = strips.toArray(new byte[0][]);
        Mat expected = TestPictures.imreadColour(tiff.file(data));
        counts.damage.accept(tiff);
        byte[] file = tiff.withDirectories(1, data);
        assertPixels(expected, file, CALCULATED);
      }
    }
  }

  /** Whatever the counts say, a file that ends too early is incomplete. */
  @ParameterizedTest
  @EnumSource(Counts.class)
  void calculatedByteCountsDoNotHideMissingData(Counts counts) {
    RawTiff tiff = rgb();
    tiff.file(noise(3 * W * H));
    counts.damage.accept(tiff);
    PhotoException e = refused(tiff.withDirectories(1, noise(W * H)));
    assertEquals(Kind.DAMAGED, e.kind());
    assertTrue(e.getMessage().contains("the file is incomplete"), e.getMessage());
  }

  /** As FillOrder 2 demands; libtiff reverses the bits of whatever compression but JPEG. */
  private static byte[] reversed(byte[] data) {
    byte[] reversed = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      reversed[i] = (byte) (Integer.reverse(data[i]) >>> 24);
    }
    return reversed;
  }

  @Test
  void reversedBitsAreReadInEveryCompression() {
    byte[] samples = new byte[3 * W * H];
    Arrays.fill(samples, W, 2 * W, (byte) 37);
    byte[] packBits = new byte[samples.length / 63 * 64 + 64];
    ByteBuffer packed = ByteBuffer.wrap(packBits);
    for (int at = 0; at < samples.length; at += 63) {
      int length = Math.min(63, samples.length - at);
      packed.put((byte) (length - 1)).put(samples, at, length);
    }
    for (int compression :
        new int[] {
          TiffTags.COMPRESSION_NONE, TiffTags.COMPRESSION_DEFLATE, TiffTags.COMPRESSION_PACKBITS
        }) {
      byte[] strip =
          switch (compression) {
            case TiffTags.COMPRESSION_NONE -> samples;
            case TiffTags.COMPRESSION_DEFLATE -> deflated(samples);
            default -> Arrays.copyOf(packBits, packed.position());
          };
      RawTiff tiff = rgb().set(TiffTags.COMPRESSION, compression);
      Mat expected = TestPictures.imreadColour(tiff.file(strip));
      tiff.set(TiffTags.FILL_ORDER, 2);
      assertPixels(expected, tiff.file(reversed(strip)));
    }
  }

  /** LZW codes of 9 bits: clear, then one literal for each sample before the table fills. */
  @Test
  void reversedBitsAreReadInLzw() {
    int size = 20;
    BigInteger bits = BigInteger.valueOf(256);
    for (int i = 0; i < size; i++) {
      bits = bits.shiftLeft(9).or(BigInteger.valueOf(i * 11));
    }
    bits = bits.shiftLeft(9).or(BigInteger.valueOf(257));
    int used = 9 * (size + 2);
    byte[] strip = bits.shiftLeft((8 - used % 8) % 8).toByteArray();
    strip = strip[0] == 0 ? Arrays.copyOfRange(strip, 1, strip.length) : strip;
    RawTiff tiff = new RawTiff(ORDER, size, 1, 8, 1, TiffTags.PHOTOMETRIC_BLACK_IS_ZERO);
    tiff.set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_LZW).set(TiffTags.FILL_ORDER, 2);
    try (Photo photo = TestPictures.read(tiff.file(reversed(strip)))) {
      for (int i = 0; i < size; i++) {
        assertEquals(i * 11, photo.colour().get(0, i)[0]);
      }
    }
  }

  @Test
  void tilesInTheFieldsForStripsAreRead() {
    RawTiff tiff = new RawTiff(ORDER, 2 * TILE, TILE, 8, 1, 1).tiled(TILE, TILE);
    byte[][] tiles = {noise(TILE * TILE), noise(TILE * TILE + 2)};
    Mat expected = TestPictures.imreadColour(tiff.file(tiles));
    tiff.set(TiffTags.STRIP_OFFSETS, tiff.fields.remove(TiffTags.TILE_OFFSETS).integers());
    tiff.set(TiffTags.STRIP_BYTE_COUNTS, tiff.fields.remove(TiffTags.TILE_BYTE_COUNTS).integers());
    try (Photo photo = TestPictures.read(tiff.withDirectories(1, tiles))) {
      Mat bgr = photo.toBgr8();
      TestPictures.assertSame(expected, bgr, "pixels");
      bgr.release();
    }
    expected.release();
  }

  @Test
  void aFileThatEndsAfterTheEntriesIsRead() {
    byte[] strip = noise(W * H);
    RawTiff tiff = new RawTiff(ORDER, W, H, 8, 1, 1);
    // A field whose value is in the entry keeps the directory last.
    tiff.fields.remove(TiffTags.BITS_PER_SAMPLE);
    tiff.set(TiffField.numbers(TiffTags.BITS_PER_SAMPLE, TiffField.SHORT, ORDER, 8));
    byte[] file = tiff.file(strip);
    try (Photo photo = TestPictures.read(Arrays.copyOf(file, file.length - 4))) {
      assertEquals(List.of(), photo.warnings());
      assertEquals(strip[W + 1] & 0xff, photo.colour().get(1, 1)[0]);
    }
  }

  @Test
  void aLoopOfDirectoriesIsNoBookOfManyPages() {
    byte[] strip = noise(3 * W * H);
    RawTiff tiff = rgb();
    byte[] file = tiff.file(strip);
    Mat expected = TestPictures.imreadColour(file);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ORDER);
    bytes.putInt(tiff.link(bytes.getInt(4)), bytes.getInt(4));
    assertPixels(
        expected,
        file,
        "The directories of the TIFF file form a loop; its first picture was read.");
  }

  @Test
  void aDamagedSecondDirectoryIsIgnoredWithAWarning() {
    RawTiff tiff = rgb();
    byte[] file = tiff.file(noise(3 * W * H));
    Mat expected = TestPictures.imreadColour(file);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ORDER);
    bytes.putInt(tiff.link(bytes.getInt(4)), file.length - 1);
    assertPixels(
        expected, file, "A further directory of the TIFF file is damaged and was ignored.");
  }

  @Test
  void aMaskOnASecondPageIsNamed() {
    RawTiff tiff = rgb().set(TiffTags.NEW_SUBFILE_TYPE, 4);
    byte[] file = tiff.file(2, noise(3 * W * H));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ORDER);
    bytes.putInt(bytes.getInt(4) + 2 + 8, 0);
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(
          List.of("transparency mask or infrared picture on a further page of the TIFF file"),
          photo.metadata().uncarried());
    }
  }

  @Test
  void aSmallCopyOnASecondPageIsNoPage() {
    RawTiff tiff = rgb().set(TiffTags.SUBFILE_TYPE, 2);
    byte[] file = tiff.file(2, noise(3 * W * H));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ORDER);
    bytes.putInt(bytes.getInt(4) + 2 + 8, 1);
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(List.of(), photo.metadata().uncarried());
    }
  }

  /** Units of luma samples with one pair of chroma samples, edges repeated. */
  private static byte[] units(int width, int height, int across, int down) {
    int count = (width + across - 1) / across * ((height + down - 1) / down);
    return noise(count * (across * down + 2));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "1,2", "2,2", "4,1", "4,2"})
  void subsampledColourIsConvertedAsLibtiffDoes(int across, int down) {
    TiffField coefficients =
        TiffField.numbers(
            TiffTags.YCBCR_COEFFICIENTS,
            TiffField.RATIONAL,
            ORDER,
            2125,
            10000,
            7154,
            10000,
            721,
            10000);
    TiffField range =
        TiffField.numbers(
            TiffTags.REFERENCE_BLACK_WHITE,
            TiffField.RATIONAL,
            ORDER,
            16,
            1,
            235,
            1,
            128,
            1,
            240,
            1,
            128,
            1,
            240,
            1);
    for (boolean standard : new boolean[] {true, false}) {
      for (boolean tiled : new boolean[] {false, true}) {
        for (boolean packed : new boolean[] {false, true}) {
          RawTiff tiff = new RawTiff(ORDER, W, H, 8, 3, TiffTags.PHOTOMETRIC_YCBCR);
          tiff.set(TiffField.numbers(TiffTags.YCBCR_SUBSAMPLING, 3, ORDER, across, down));
          if (!standard) {
            tiff.set(coefficients).set(range);
          }
          byte[][] strips = new byte[tiled ? 9 : 3][];
          if (tiled) {
            tiff.tiled(TILE, TILE);
            Arrays.setAll(strips, i -> units(TILE, TILE, across, down));
          } else {
            tiff.set(TiffTags.ROWS_PER_STRIP, TILE);
            Arrays.setAll(strips, i -> units(W, i < 2 ? TILE : H - 2 * TILE, across, down));
          }
          if (packed) {
            tiff.set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_DEFLATE);
            Arrays.setAll(strips, i -> deflated(strips[i]));
          }
          byte[] file = tiff.file(strips);
          assertPixels(TestPictures.imreadColour(file), file);
        }
      }
    }
  }

  @Test
  void missingDataOfSubsampledColourAreNoticed() {
    RawTiff tiff = new RawTiff(ORDER, W, H, 8, 3, TiffTags.PHOTOMETRIC_YCBCR);
    tiff.set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_DEFLATE);
    byte[] units = units(W, H, 2, 2);
    byte[] file = tiff.file(deflated(Arrays.copyOf(units, units.length - 60)));
    assertTrue(refused(file).getMessage().contains("incomplete"));
  }

  /** Uncompressed, the directory first, so that the picture's rows end the file. */
  private static byte[] rowsAtTheEnd(byte[] rows, int width, int height, int bits) {
    RawTiff tiff = new RawTiff(ORDER, width, height, bits, 3, TiffTags.PHOTOMETRIC_RGB);
    tiff.set(TiffTags.STRIP_BYTE_COUNTS, rows.length).set(TiffTags.STRIP_OFFSETS, 0);
    int at = tiff.withDirectories(1).length;
    byte[] head = tiff.set(TiffTags.STRIP_OFFSETS, at).withDirectories(1);
    byte[] file = Arrays.copyOf(head, head.length + rows.length);
    System.arraycopy(rows, 0, file, head.length, rows.length);
    return file;
  }

  @Test
  void howMuchOfASingleStripIsThereIsTold() {
    byte[] rows = noise(3 * 120 * 120);
    byte[] file = rowsAtTheEnd(rows, 120, 120, 8);
    byte[] half = Arrays.copyOf(file, file.length - rows.length / 2);
    assertTrue(refused(half).getMessage().contains("end after 50.0 %"), refused(half).getMessage());
    RawTiff packed = new RawTiff(ORDER, W, H, 8, 3, TiffTags.PHOTOMETRIC_RGB);
    packed.set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_DEFLATE);
    byte[] data = deflated(noise(3 * W * H));
    String reason = refused(packed.file(Arrays.copyOf(data, data.length / 2))).getMessage();
    assertTrue(reason.startsWith("the picture data are missing or end early, "), reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void aCopyThatBrokeOffAtFullSizeIsIncomplete(int bits) {
    int side = 120;
    byte[] rows = noise(3 * side * side * bits / 8);
    byte[] sound = rowsAtTheEnd(rows, side, side, bits);
    TestPictures.read(sound).close();
    for (int percent : new int[] {11, 33, 50, 77}) {
      byte[] file = sound.clone();
      Arrays.fill(file, file.length * percent / 100 - 7, file.length, (byte) 0);
      String reason = refused(file).getMessage();
      assertTrue(reason.contains("the file is incomplete"), reason);
      double present = Double.parseDouble(reason.replaceAll(".* after ([0-9.]+) %.*", "$1"));
      assertEquals(percent, present, 1, reason);
    }
  }

  @Test
  void blackBordersAreNoLoss() {
    int side = 120;
    byte[] noise = noise(3 * side * side);
    byte[] border = noise.clone();
    Arrays.fill(border, 3 * side * 60, border.length, (byte) 0);
    byte[] circle = noise.clone();
    byte[] slope = noise.clone();
    byte[] rings = noise.clone();
    for (int i = 0; i < noise.length; i++) {
      int x = i / 3 % side - side / 2;
      int y = i / 3 / side - side / 2;
      circle[i] = x * x + y * y > 1600 ? 0 : circle[i];
      slope[i] = x + 20 * y > 0 ? 0 : slope[i];
      rings[i] = y > 8 || y > 0 && i % (1 << y) > 0 ? 0 : rings[i];
    }
    for (byte[] rows : List.of(border, circle, slope, rings, new byte[noise.length])) {
      try (Photo photo = TestPictures.read(rowsAtTheEnd(rows, side, side, 8))) {
        assertEquals(List.of(), photo.warnings());
      }
    }
  }

  @Test
  void theLabelsOfBigTiffAreThoseOfTiff() {
    // The header and one directory: width, height, bits, strip, orientation, artist.
    long[][] fields = {
      {TiffTags.IMAGE_WIDTH, 3, 1, W},
      {TiffTags.IMAGE_LENGTH, 3, 1, H},
      {TiffTags.BITS_PER_SAMPLE, 3, 1, 8},
      {TiffTags.STRIP_OFFSETS, 16, 1, 16},
      {TiffTags.ORIENTATION, 3, 1, 8},
      {TiffTags.STRIP_BYTE_COUNTS, 16, 1, W * H},
      {0x013B, TiffField.ASCII, 6, 0x6174_6c6f_5641L >> 16}
    };
    ByteBuffer big = ByteBuffer.allocate(16 + W * H + 8 + 20 * fields.length + 8).order(ORDER);
    big.put((byte) 'I').put((byte) 'I').putShort((short) 43).putShort((short) 8);
    big.putShort((short) 0).putLong(16 + W * H).put(noise(W * H)).putLong(fields.length);
    for (long[] field : fields) {
      big.putShort((short) field[0]).putShort((short) field[1]).putLong(field[2]);
      big.putLong(field[3]);
    }
    try (Photo photo = TestPictures.read(big.array())) {
      assertEquals(8, photo.metadata().orientation());
      assertEquals(H, photo.width());
      assertTrue(photo.metadata().exif().isPresent());
      assertEquals(List.of(), photo.metadata().uncarried());
    }
  }

  /** A thousand directories of four thousand entries each, all at the same place but one byte. */
  @Test
  @Timeout(20)
  void manyLargeDirectoriesEndSoon() {
    int entries = 4096;
    byte[] file = new byte[4 << 20];
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ORDER);
    bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    int at = 8;
    while (at + 2 + 12 * entries + 64 < file.length) {
      bytes.putShort(at, (short) entries);
      bytes.putInt(at + 2 + 12 * entries, at + 60);
      at += 60;
    }
    assertEquals(Kind.UNSUPPORTED, refused(file).kind());
  }

  /** A thousand directories with fields of four megabytes each. */
  @Test
  @Timeout(20)
  void manyVastFieldsEndSoon() {
    byte[] file = new byte[4 << 20];
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ORDER);
    bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    int[] tags = {
      TiffTags.NEW_SUBFILE_TYPE, TiffTags.COMPRESSION, TiffTags.PHOTOMETRIC, TiffTags.SUB_IMAGES
    };
    int size = 2 + 12 * tags.length + 4;
    for (int page = 0; page < 1000; page++) {
      int at = 8 + page * size;
      bytes.position(at).putShort((short) tags.length);
      for (int tag : tags) {
        bytes.putShort((short) tag).putShort((short) TiffField.LONG);
        bytes.putInt(file.length / 4 - 1).putInt(4);
      }
      bytes.putInt(at + size);
    }
    assertEquals(Kind.UNSUPPORTED, refused(file).kind());
  }

  /** Each of a million strips is the whole file. */
  @ParameterizedTest
  @ValueSource(
      ints = {TiffTags.COMPRESSION_DEFLATE, TiffTags.COMPRESSION_JPEG, TiffTags.COMPRESSION_LZW, 4})
  @Timeout(20)
  void stripsThatShareTheirDataEndSoon(int compression) {
    int height = 300_000;
    RawTiff tiff = new RawTiff(ORDER, 1, height, compression == 4 ? 1 : 8, 1, 1);
    long[] offsets = new long[height];
    long[] sizes = new long[height];
    Arrays.fill(offsets, 8);
    Arrays.fill(sizes, 2_000_000);
    tiff.set(TiffTags.COMPRESSION, compression).set(TiffTags.ROWS_PER_STRIP, 1);
    tiff.set(TiffTags.STRIP_OFFSETS, offsets).set(TiffTags.STRIP_BYTE_COUNTS, sizes);
    String reason = refused(tiff.withDirectories(1, new byte[2_000_000])).getMessage();
    assertTrue(reason.contains("overlap"), reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {TiffTags.COMPRESSION_DEFLATE, TiffTags.COMPRESSION_LZW})
  @Timeout(20)
  void aMillionTinyStripsEndSoon(int compression) {
    int height = 1_000_000;
    RawTiff tiff = new RawTiff(ORDER, 1, height, 8, 1, 1);
    long[] offsets = new long[height];
    long[] sizes = new long[height];
    Arrays.setAll(offsets, i -> 8 + 3L * i);
    Arrays.fill(sizes, 3);
    tiff.set(TiffTags.COMPRESSION, compression).set(TiffTags.ROWS_PER_STRIP, 1);
    tiff.set(TiffTags.STRIP_OFFSETS, offsets).set(TiffTags.STRIP_BYTE_COUNTS, sizes);
    String reason = refused(tiff.withDirectories(1, new byte[3 * height])).getMessage();
    assertTrue(reason.contains("too many"), reason);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        TiffTags.COMPRESSION_DEFLATE,
        TiffTags.COMPRESSION_LZW,
        TiffTags.COMPRESSION_PACKBITS
      })
  void nothingIsAllocatedForASizeThatTheDataCannotHave(int compression) {
    RawTiff tiff = new RawTiff(ORDER, 30_000, 30_000, 16, 4, TiffTags.PHOTOMETRIC_RGB);
    tiff.set(TiffTags.COMPRESSION, compression);
    byte[] file = tiff.file(deflated(new byte[1000]));
    PhotoException e =
        assertThrows(PhotoException.class, () -> PhotoReader.read(file, 1L << 30).close());
    assertTrue(e.getMessage().contains("the file is incomplete"), e.getMessage());
  }

  /** A picture of one column in tiles of 65,536. */
  @Test
  @Timeout(20)
  void tilesFarWiderThanThePictureEndSoon() {
    int height = 1_000_000;
    RawTiff tiff = new RawTiff(ORDER, 1, height, 8, 1, 1).tiled(65_536, 65_536);
    tiff.set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_DEFLATE);
    byte[][] tiles = new byte[(height + 65_535) / 65_536][];
    Arrays.fill(tiles, deflated(new byte[10_000_000]));
    assertEquals(Kind.DAMAGED, refused(tiff.file(tiles)).kind());
  }
}
