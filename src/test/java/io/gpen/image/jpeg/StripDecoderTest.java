package io.gpen.image.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.ByteView;
import io.gpen.image.Codec;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** The strips have the pixels of the file decoded at once; what cannot be cut is left alone. */
class StripDecoderTest {

  /** Some rows of units. */
  private static final int STRIP = 6000;

  private static byte[] jpeg(int width, int height, int channels, int... parameters) {
    Mat scene = TestPictures.scene(width, height, channels);
    byte[] file = Codec.encode(scene, ".jpg", parameters);
    scene.release();
    return file;
  }

  private static JpegFrame frame(byte[] file) {
    JpegCursor cursor = new JpegCursor(file);
    while (cursor.advance() && !JpegFrame.isFrame(cursor.marker())) {
      // On to the frame.
    }
    ByteView view = new ByteView(file, ByteOrder.BIG_ENDIAN);
    return JpegFrame.parse(cursor.marker(), view, cursor.payload(), cursor.length());
  }

  /** What comes of a file that is walked through as reading walks through it. */
  private static Optional<Mat> inStrips(byte[] file, int stripPixels) {
    ByteView view = new ByteView(file, ByteOrder.BIG_ENDIAN);
    JpegFrame frame = frame(file);
    try (StripDecoder strips = new StripDecoder(file, frame, stripPixels)) {
      JpegEntropy entropy = new JpegEntropy(file, view, frame, strips);
      JpegCursor cursor = new JpegCursor(file);
      while (cursor.advance()) {
        switch (cursor.marker()) {
          case JpegCursor.DHT -> entropy.defineTables(cursor.payload(), cursor.length());
          case JpegCursor.DRI -> entropy.restartInterval(view.u16(cursor.payload()));
          case JpegCursor.SOS -> cursor.continueAt(entropy.scan(cursor.payload(), cursor.length()));
          default -> {}
        }
      }
      assertTrue(entropy.isSound());
      return strips.picture();
    }
  }

  private static void assertSamePixels(byte[] file, int stripPixels) {
    JpegFrame frame = frame(file);
    PhotoHeader header =
        new PhotoHeader(
            PhotoFormat.JPEG, frame.width(), frame.height(), frame.components().size(), 8);
    Mat whole = Codec.decode(file, header);
    Mat joined = inStrips(file, stripPixels).orElseThrow();
    TestPictures.assertSame(whole, joined, frame.toString());
    whole.release();
    joined.release();
  }

  @ParameterizedTest
  @CsvSource({
    "0x111111,300,220", "0x111111,301,223", "0x221111,300,220", "0x221111,303,217",
    "0x211111,300,220", "0x211111,299,221", "0x121111,300,220", "0x121111,301,219",
    "0x411111,300,220", "0x411111,305,222", "0x221111,16,400", "0x111111,8,200"
  })
  void colourFilesOfAnySamplingHaveTheSamePixels(String sampling, int width, int height) {
    for (int quality : new int[] {10, 80, 100}) {
      byte[] file =
          jpeg(
              width,
              height,
              3,
              Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
              Integer.decode(sampling),
              Imgcodecs.IMWRITE_JPEG_QUALITY,
              quality);
      for (int strip : new int[] {1, width * 16, STRIP}) {
        if (strip < width * height / 3) {
          assertSamePixels(file, strip);
        }
      }
    }
  }

  @Test
  void greyFilesHaveTheSamePixels() {
    assertSamePixels(jpeg(300, 220, 1), STRIP);
    assertSamePixels(jpeg(301, 223, 1, Imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1), 1);
  }

  /** Optimised tables have codes for those DC differences only that the picture has. */
  @ParameterizedTest
  @ValueSource(ints = {5, 50, 95, 100})
  void filesOfOptimisedTablesHaveTheSamePixels(int quality) {
    byte[] file =
        jpeg(
            320,
            240,
            3,
            Imgcodecs.IMWRITE_JPEG_OPTIMIZE,
            1,
            Imgcodecs.IMWRITE_JPEG_QUALITY,
            quality);
    assertSamePixels(file, 1);
    assertSamePixels(file, STRIP);
  }

  @Test
  void filesWithMetadataAndWithoutAnEndMarkerHaveTheSamePixels() {
    byte[] file = TaggedFiles.jpegWithExif(jpeg(300, 220, 3), TaggedFiles.exif(6));
    assertSamePixels(file, STRIP);
    Mat joined = inStrips(Arrays.copyOf(file, file.length - 2), STRIP).orElseThrow();
    Mat whole = inStrips(file, STRIP).orElseThrow();
    TestPictures.assertSame(whole, joined, "without an end marker");
    joined.release();
    whole.release();
  }

  /** 19 units of 16 pixels are in a row, or 38 of 8. */
  @ParameterizedTest
  @CsvSource({
    "0x221111,1",
    "0x221111,19",
    "0x221111,38",
    "0x111111,1",
    "0x111111,2",
    "0x111111,19",
    "0x111111,38",
    "0x111111,76",
    "0x111111,114"
  })
  void filesWithRestartMarkersHaveTheSamePixels(String sampling, int interval) {
    int width = 304;
    int[] settings = {
      Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
      Integer.decode(sampling),
      Imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
      interval,
      Imgcodecs.IMWRITE_JPEG_QUALITY,
      100
    };
    for (int height : new int[] {240, 403}) {
      byte[] file = jpeg(width, height, 3, settings);
      for (int strip : new int[] {1, width * 16, STRIP}) {
        assertSamePixels(file, strip);
      }
    }
  }

  @Test
  void whatCannotBeCutIsLeftToTheDecoderOfTheWhole() {
    int restart = Imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
    int progressive = Imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
    assertEquals(Optional.empty(), inStrips(jpeg(300, 220, 3, restart, 7), STRIP));
    assertEquals(Optional.empty(), inStrips(jpeg(300, 220, 3, progressive, 1), STRIP));
    assertEquals(Optional.empty(), inStrips(jpeg(300, 220, 3), 1 << 19));
  }

  @Test
  void aLargeFileIsReadAsImreadReadsIt() {
    for (int sampling : new int[] {0x221111, 0x111111}) {
      byte[] file = jpeg(1601, 1311, 3, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, sampling);
      Mat expected = TestPictures.imreadColour(file);
      try (Photo photo = TestPictures.read(file)) {
        TestPictures.assertSame(expected, photo.colour(), "large file");
        assertEquals(0, photo.warnings().size());
      }
      expected.release();
    }
  }

  /** The strips before the damage are decoded already when it is found. */
  @Test
  void aLargeDamagedFileIsReadAsImreadReadsItWithAWarning() {
    byte[] file = jpeg(1601, 1311, 3, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, 0x111111);
    file[file.length - 3000] = (byte) 0xff;
    file[file.length - 2999] = (byte) 0xd3;
    Mat expected = TestPictures.imreadColour(file);
    try (Photo photo = TestPictures.read(file)) {
      TestPictures.assertSame(expected, photo.colour(), "damaged file");
      assertEquals(1, photo.warnings().size());
    }
    expected.release();
  }

  @Test
  void aLargeFileThatIsCutOffIsAFailure() {
    byte[] file = jpeg(1601, 1311, 3);
    for (int percent : new int[] {10, 50, 99}) {
      byte[] cut = Arrays.copyOf(file, (int) (file.length * (long) percent / 100));
      PhotoException e =
          org.junit.jupiter.api.Assertions.assertThrows(
              PhotoException.class, () -> TestPictures.read(cut).close());
      assertEquals(PhotoException.Kind.DAMAGED, e.kind());
    }
  }
}
