package io.gpen.image.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageWriterSpi;
import io.gpen.image.Codec;
import io.gpen.image.DeflateBuffer;
import io.gpen.image.EncodedPhoto;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.TestPictures;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.io.PhotoWriter;
import io.gpen.image.metadata.TiffField;
import io.gpen.image.metadata.TiffStructure;
import io.gpen.image.metadata.TiffStructure.Directory;
import io.gpen.image.metadata.TiffTags;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** TIFF files of every layout that is read, in both byte orders. */
class TiffLayoutsTest {

  private static final int W = 24;
  private static final int H = 10;

  private static int[] samples(int count, int bits) {
    Random random = new Random(count);
    return random.ints(count, 0, 1 << bits).toArray();
  }

  /** Rows of samples, packed from the high bit on. */
  private static byte[] pack(int[] samples, int perRow, int bits, ByteOrder order) {
    if (bits == 16) {
      ByteBuffer out = ByteBuffer.allocate(2 * samples.length).order(order);
      Arrays.stream(samples).forEach(s -> out.putShort((short) s));
      return out.array();
    }
    int rowBytes = (perRow * bits + 7) / 8;
    byte[] out = new byte[rowBytes * (samples.length / perRow)];
    for (int i = 0; i < samples.length; i++) {
      int bit = i % perRow * bits;
      out[i / perRow * rowBytes + bit / 8] |= (byte) (samples[i] << 8 - bits - bit % 8);
    }
    return out;
  }

  private static double stored(Photo photo, int x, int y, int sample, int colours) {
    return sample == colours
        ? photo.alpha().orElseThrow().get(y, x)[0]
        : photo.colour().get(y, x)[colours - 1 - sample];
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1", "1,1,0", "2,1,1", "2,1,0", "4,1,1", "4,1,0", "8,1,1", "8,1,0", "16,1,1", "16,1,0",
    "8,2,1", "8,2,0", "16,2,1", "16,2,0", "8,3,2", "16,3,2", "8,4,2", "16,4,2"
  })
  void everyLayoutKeepsItsValues(int bits, int samples, int photometric) {
    boolean grey = photometric < 2;
    int colours = grey ? 1 : 3;
    int max = (1 << bits) - 1;
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      int[] values = samples(W * H * samples, bits);
      RawTiff tiff = new RawTiff(order, W, H, bits, samples, photometric);
      if (samples > colours) {
        tiff.set(TiffTags.EXTRA_SAMPLES, 2);
      }
      byte[] file = tiff.file(pack(values, W * samples, bits, order));
      try (Photo photo = TestPictures.read(file)) {
        assertEquals(grey, photo.isGrey());
        assertEquals(bits == 16 ? 2 : 1, photo.colour().elemSize1());
        assertEquals(samples > colours, photo.alpha().isPresent());
        for (int i = 0; i < values.length; i++) {
          int value = photometric == 0 && i % samples == 0 ? max - values[i] : values[i];
          double expected = bits < 8 ? value * 255 / max : value;
          int pixel = i / samples;
          assertEquals(expected, stored(photo, pixel % W, pixel / W, i % samples, colours));
        }
      }
      assertEquals(
          new PhotoHeader(PhotoFormat.TIFF, W, H, samples, bits), PhotoReader.header(file));
    }
  }

  @ParameterizedTest
  @CsvSource({"8,3", "16,3", "8,4", "16,4", "8,2", "16,2"})
  void planesOfTheirOwnAreJoined(int bits, int samples) {
    int colours = samples - (samples % 2 == 0 ? 1 : 0);
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    int[] values = samples(W * H * samples, bits);
    byte[][] planes = new byte[samples][];
    for (int s = 0; s < samples; s++) {
      int[] plane = Arrays.copyOfRange(values, s * W * H, (s + 1) * W * H);
      planes[s] = pack(plane, W, bits, order);
    }
    RawTiff tiff = new RawTiff(order, W, H, bits, samples, samples == 2 ? 1 : 2);
    tiff.set(TiffTags.PLANAR_CONFIGURATION, 2);
    if (samples > colours) {
      tiff.set(TiffTags.EXTRA_SAMPLES, 2);
    }
    try (Photo photo = TestPictures.read(tiff.file(planes))) {
      for (int i = 0; i < values.length; i++) {
        int pixel = i % (W * H);
        double actual = stored(photo, pixel % W, pixel / W, i / (W * H), colours);
        assertEquals(values[i], actual);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,false", "4,false", "8,false", "8,true"})
  void palettesBecomeGreyOrColour(int bits, boolean grey) {
    int size = 1 << bits;
    long[] map = new Random(3).ints(3 * size, 0, 256).mapToLong(v -> v * 256L).toArray();
    if (grey) {
      System.arraycopy(map, 0, map, size, size);
      System.arraycopy(map, 0, map, 2 * size, size);
    }
    int[] values = samples(W * H, bits);
    ByteOrder order = ByteOrder.BIG_ENDIAN;
    RawTiff tiff =
        new RawTiff(order, W, H, bits, 1, TiffTags.PHOTOMETRIC_PALETTE)
            .set(TiffTags.COLOR_MAP, map);
    try (Photo photo = TestPictures.read(tiff.file(pack(values, W, bits, order)))) {
      assertEquals(grey, photo.isGrey());
      Mat bgr = photo.toBgr8();
      for (int i = 0; i < values.length; i++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(map[c * size + values[i]] >> 8, bgr.get(i / W, i % W)[2 - c]);
        }
      }
      bgr.release();
    }
  }

  @Test
  void colourThatWasMultipliedWithItsAlphaIsDividedAgain() {
    int[] values = {100, 50, 25, 128, 0, 0, 0, 0, 200, 100, 0, 255, 10, 20, 30, 40};
    RawTiff tiff = new RawTiff(ByteOrder.LITTLE_ENDIAN, 2, 2, 8, 4, TiffTags.PHOTOMETRIC_RGB);
    tiff.set(TiffTags.EXTRA_SAMPLES, 1);
    byte[] file = tiff.file(pack(values, 8, 8, ByteOrder.LITTLE_ENDIAN));
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(List.of(50.0, 100.0, 199.0), list(photo.colour().get(0, 0)));
      assertEquals(List.of(0.0, 0.0, 0.0), list(photo.colour().get(0, 1)));
      assertEquals(List.of(0.0, 100.0, 200.0), list(photo.colour().get(1, 0)));
      assertEquals(40, photo.alpha().orElseThrow().get(1, 1)[0]);
    }
  }

  /** A scanner's infrared, for example. */
  @ParameterizedTest
  @CsvSource({"8,2,0", "16,2,0", "8,4,0", "16,4,0", "8,4,-1", "16,2,-1"})
  void aChannelWithoutAStatedMeaningIsNoTransparency(int bits, int samples, int extra) {
    int photometric = samples == 2 ? 1 : TiffTags.PHOTOMETRIC_RGB;
    RawTiff tiff = new RawTiff(ByteOrder.BIG_ENDIAN, W, H, bits, samples, photometric);
    if (extra >= 0) {
      tiff.set(TiffTags.EXTRA_SAMPLES, extra);
    }
    int[] values = samples(W * H * samples, bits);
    byte[] file = tiff.file(pack(values, W * samples, bits, ByteOrder.BIG_ENDIAN));
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(extra < 0 ? 1 : 0, photo.warnings().size());
      EncodedPhoto written = PhotoWriter.encode(photo, OutputOptions.DEFAULTS);
      assertEquals(List.of(), written.warnings());
      var directory = TiffStructure.of(written.bytes()).orElseThrow().first().orElseThrow();
      assertEquals(0, directory.number(TiffTags.EXTRA_SAMPLES, -1));
      try (Photo again = TestPictures.read(written.bytes())) {
        TestPictures.assertSame(photo.colour(), again.colour(), "colours");
        TestPictures.assertSame(photo.alpha().get(), again.alpha().get(), "last channel");
        assertEquals(values[samples - 1], again.alpha().get().get(0, 0)[0]);
      }
      for (PhotoFormat format : PhotoFormat.values()) {
        if (format != PhotoFormat.TIFF) {
          EncodedPhoto other =
              PhotoWriter.encode(photo, new OutputOptions(Optional.of(format), 90, true));
          assertTrue(other.warnings().toString().contains("no channel without a stated meaning"));
          try (Photo again = TestPictures.read(other.bytes())) {
            assertTrue(again.alpha().isEmpty());
          }
        }
      }
    }
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "LZW,5",
    "Deflate,5",
    "ZLib,5",
    "PackBits,5",
    "LZW,10",
    "PackBits,10",
    "CCITT T.6,12",
    "CCITT T.4,12",
    "CCITT RLE,12"
  })
  void everyPackingIsReadAndItsLossNoticed(String packing, int imageType) throws IOException {
    BufferedImage picture = new BufferedImage(200, 150, imageType);
    Graphics2D pen = picture.createGraphics();
    new Random(4).ints(60, 0, 150).forEach(i -> pen.drawLine(i, 0, 150 - i / 2, i));
    pen.dispose();
    byte[] file = written(picture, packing);
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(List.of(), photo.warnings());
      Mat bgr = photo.toBgr8();
      for (int y = 0; y < 150; y++) {
        for (int x = 0; x < 200; x++) {
          double[] pixel = bgr.get(y, x);
          int rgb = picture.getRGB(x, y);
          assertEquals(rgb & 0xff, pixel[0]);
          assertEquals(rgb >> 16 & 0xff, pixel[2]);
        }
      }
      bgr.release();
    }
    PhotoException e =
        assertThrows(
            PhotoException.class, () -> TestPictures.read(Arrays.copyOf(file, file.length / 2)));
    assertEquals(Kind.DAMAGED, e.kind());
  }

  /** libtiff reports a premature end of each of these files and leaves the last rows blank. */
  @ParameterizedTest
  @ValueSource(strings = {"CCITT T.6", "CCITT T.4", "CCITT RLE"})
  void missingFaxDataAreALossWhereverTheFileEnds(String packing) throws IOException {
    BufferedImage picture = new BufferedImage(200, 150, BufferedImage.TYPE_BYTE_BINARY);
    new Random(5)
        .ints(9000, 0, 200 * 150)
        .forEach(i -> picture.getRaster().setSample(i % 200, i / 200, 0, 1));
    byte[] file = written(picture, packing);
    Directory page = TiffStructure.of(file).orElseThrow().first().orElseThrow();
    TiffField sizes = page.field(TiffTags.STRIP_BYTE_COUNTS).orElseThrow();
    int at = (int) page.numbers(TiffTags.STRIP_OFFSETS)[sizes.count() - 1];
    int size = (int) sizes.integer(sizes.count() - 1);
    RawTiff tiff = new RawTiff(ByteOrder.BIG_ENDIAN, 200, 150, 1, 1, 1);
    tiff.set(TiffTags.COMPRESSION, (int) page.number(TiffTags.COMPRESSION, 0));
    byte[] cut = Arrays.copyOfRange(file, at, at + size * 3 / 4);
    PhotoException e =
        assertThrows(PhotoException.class, () -> TestPictures.read(tiff.file(cut)).close());
    assertEquals(Kind.DAMAGED, e.kind());
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      byte[] damaged = Arrays.copyOfRange(file, at, at + size);
      for (int i = 0; i < 20; i++) {
        damaged[random.nextInt(size)] = (byte) random.nextInt(256);
      }
      try (Photo photo = TestPictures.read(tiff.file(damaged))) {
        assertEquals(200, photo.width());
      } catch (PhotoException refused) {
        assertEquals(Kind.DAMAGED, refused.kind());
      }
    }
  }

  /** Of data that hardly packs, zeros would unpack to as many bytes as what they stand for. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        TiffTags.COMPRESSION_LZW,
        TiffTags.COMPRESSION_DEFLATE,
        TiffTags.COMPRESSION_OLD_DEFLATE,
        TiffTags.COMPRESSION_PACKBITS
      })
  void zerosInPackedStripsAreALoss(int compression) {
    Mat noise = TestPictures.noise(300, 220, CvType.CV_8UC3, 4);
    byte[] file = Codec.encode(noise, ".tif", Imgcodecs.IMWRITE_TIFF_COMPRESSION, compression);
    try (Photo photo = TestPictures.read(file)) {
      TestPictures.assertSame(noise, photo.colour(), "sound");
    }
    noise.release();
    Arrays.fill(file, file.length / 2, file.length * 3 / 4, (byte) 0);
    PhotoException e = assertThrows(PhotoException.class, () -> TestPictures.read(file).close());
    assertEquals(Kind.DAMAGED, e.kind());
  }

  /** libtiff stops before the sum. */
  @Test
  void aWrongSumOfADeflatedStripIsAWarning() {
    byte[] samples = new byte[W * H];
    new Random(6).nextBytes(samples);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflateBuffer out = new DeflateBuffer(packed)) {
      out.write(samples);
    }
    RawTiff tiff = new RawTiff(ByteOrder.LITTLE_ENDIAN, W, H, 8, 1, 1);
    tiff.set(TiffTags.COMPRESSION, TiffTags.COMPRESSION_DEFLATE);
    byte[] strip = packed.toByteArray();
    try (Photo photo = TestPictures.read(tiff.file(strip))) {
      assertEquals(List.of(), photo.warnings());
    }
    strip[strip.length - 1] ^= 1;
    try (Photo photo = TestPictures.read(tiff.file(strip))) {
      assertEquals(List.of(PhotoErrors.WRONG_SUM), photo.warnings());
      assertEquals(samples[5] & 0xff, photo.colour().get(0, 5)[0]);
    }
  }

  /** Each strip is a JPEG stream, of which libtiff makes something whatever is missing. */
  @Test
  void jpegStripsAreReadAndTheirLossNoticed() throws IOException {
    Mat scene = TestPictures.scene(200, 150, 3);
    BufferedImage picture = new BufferedImage(200, 150, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    scene.get(0, 0, pixels);
    byte[] file = written(picture, "JPEG");
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(List.of(), photo.warnings());
      assertFalse(photo.lossless());
      assertTrue(Core.norm(scene, photo.colour(), Core.NORM_L1) / pixels.length < 10);
    }
    scene.release();
    for (int percent : new int[] {20, 50, 80}) {
      byte[] hole = file.clone();
      int from = file.length * percent / 100;
      Arrays.fill(hole, from, from + file.length / 10, (byte) 0);
      boolean noticed;
      try (Photo photo = TestPictures.read(hole)) {
        noticed = photo.warnings().toString().contains("damaged");
      } catch (PhotoException e) {
        noticed = e.kind() == Kind.DAMAGED;
      }
      assertTrue(noticed, "a hole at " + percent + " %");
    }
  }

  private static byte[] written(BufferedImage picture, String packing) throws IOException {
    ImageWriter writer = new TIFFImageWriterSpi().createWriterInstance();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionType(packing);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @Test
  void tilesAreRead() {
    byte[] tile = new byte[16 * 16];
    new Random(1).nextBytes(tile);
    RawTiff tiff = new RawTiff(ByteOrder.LITTLE_ENDIAN, 20, 16, 8, 1, 1);
    tiff.tiled(16, 16);
    try (Photo photo = TestPictures.read(tiff.file(tile, tile))) {
      assertEquals(tile[5 * 16 + 2] & 0xff, photo.colour().get(5, 18)[0]);
    }
    assertThrows(PhotoException.class, () -> TestPictures.read(tiff.file(tile)));
  }

  @Test
  void aThumbnailBeforeThePictureIsPassedOver() {
    byte[] file =
        new RawTiff(ByteOrder.LITTLE_ENDIAN, W, H, 8, 1, 1)
            .set(TiffTags.NEW_SUBFILE_TYPE, 1)
            .file(2, new byte[W * H]);
    // The second directory is the picture.
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int first = bytes.getInt(4);
    int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
    bytes.putShort(second + 10, (short) 0);
    bytes.putShort(first + 2 + 12 + 8, (short) 7);
    assertEquals(W, PhotoReader.header(file).width());
    TestPictures.read(file).close();
  }

  @Test
  void theMetadataAreThoseOfThePictureAndNotOfTheThumbnailBeforeIt() {
    byte[] file =
        new RawTiff(ByteOrder.LITTLE_ENDIAN, W, H, 8, 1, 1)
            .set(TiffTags.NEW_SUBFILE_TYPE, 1)
            .set(TiffTags.ORIENTATION, 3)
            .file(2, new byte[W * H]);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int first = bytes.getInt(4);
    int fields = bytes.getShort(first);
    int second = bytes.getInt(first + 2 + 12 * fields);
    bytes.putShort(second + 10, (short) 0);
    for (int i = 0; i < fields; i++) {
      int field = second + 2 + 12 * i;
      if (bytes.getShort(field) == TiffTags.ORIENTATION) {
        bytes.putShort(field + 8, (short) 6);
      }
    }
    try (Photo photo = TestPictures.read(file)) {
      assertEquals(6, photo.metadata().orientation());
      assertEquals(H, photo.width());
    }
  }

  /** BigTIFF: 64-bit places, a count of eight bytes before the fields, 20 bytes for each. */
  @Test
  void bigTiffIsReadAndTurnedUpright() {
    byte[] data = new byte[W * H];
    new Random(2).nextBytes(data);
    int[][] fields = {
      {TiffTags.IMAGE_WIDTH, W},
      {TiffTags.IMAGE_LENGTH, H},
      {TiffTags.BITS_PER_SAMPLE, 8},
      {TiffTags.COMPRESSION, TiffTags.COMPRESSION_NONE},
      {TiffTags.PHOTOMETRIC, 1},
      {TiffTags.STRIP_OFFSETS, 16},
      {TiffTags.ORIENTATION, 6},
      {TiffTags.SAMPLES_PER_PIXEL, 1},
      {TiffTags.ROWS_PER_STRIP, H},
      {TiffTags.STRIP_BYTE_COUNTS, data.length}
    };
    ByteBuffer big = ByteBuffer.allocate(16 + data.length + 8 + 20 * fields.length + 8);
    big.order(ByteOrder.LITTLE_ENDIAN).put((byte) 'I').put((byte) 'I').putShort((short) 43);
    big.putShort((short) 8).putShort((short) 0).putLong(16 + data.length).put(data);
    big.putLong(fields.length);
    for (int[] field : fields) {
      big.putShort((short) field[0]).putShort((short) 3).putLong(1).putLong(field[1]);
    }
    try (Photo photo = TestPictures.read(big.putLong(0).array())) {
      assertEquals(H, photo.width());
      assertEquals(data[(H - 1) * W] & 0xff, photo.colour().get(0, 0)[0]);
      assertEquals(data[W - 1] & 0xff, photo.colour().get(W - 1, H - 1)[0]);
    }
  }

  @Test
  void whatIsNotSupportedIsNamed() {
    byte[] data = new byte[4 * 4 * 4 * W * H];
    assertUnsupported(raw(8, 3, 2).file(2, data), "TIFF with several pages (2)");
    assertUnsupported(raw(8, 3, 2).set(TiffTags.DNG_VERSION, 1).file(data), "camera RAW");
    assertUnsupported(raw(16, 1, 32803).file(data), "camera RAW");
    assertUnsupported(raw(16, 1, 1).set(TiffTags.COMPRESSION, 34713).file(data), "camera RAW");
    assertUnsupported(raw(8, 3, 2).set(TiffTags.COMPRESSION, 50000).file(data), "Zstandard");
    assertUnsupported(raw(32, 3, 2).file(data), "32-bit");
    assertUnsupported(raw(12, 3, 2).file(data), "12 bits");
    assertUnsupported(raw(8, 3, 8).file(data), "colour space 8");
    assertUnsupported(raw(8, 6, 5).file(data), "6 channels");
  }

  private static RawTiff raw(int bits, int samples, int photometric) {
    return new RawTiff(ByteOrder.LITTLE_ENDIAN, W, H, bits, samples, photometric);
  }

  private static void assertUnsupported(byte[] file, String name) {
    PhotoException e = assertThrows(PhotoException.class, () -> PhotoReader.header(file));
    assertEquals(Kind.UNSUPPORTED, e.kind(), e.getMessage());
    assertTrue(e.getMessage().contains(name), e.getMessage());
  }
}
