package io.gpen.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.Codec;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import io.gpen.image.bmp.BmpFormat;
import io.gpen.image.png.PngFile;
import io.gpen.image.png.PngFormat;
import io.gpen.image.png.PngHeader;
import io.gpen.image.tiff.TiffFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** Missing data are a failure with its own reason, lesser damage is a warning. */
class DamagedFilesTest {

  private static final Map<String, byte[]> FILES = files();

  static Map<String, byte[]> files() {
    Mat scene = TestPictures.scene(300, 220, 3);
    Mat grey = TestPictures.scene(300, 220, 1);
    Mat alpha = TestPictures.noise(300, 220, CvType.CV_8UC4, 1);
    Mat deep = TestPictures.noise(300, 220, CvType.CV_16UC3, 1);
    Map<String, byte[]> files = new LinkedHashMap<>();
    int sampling = Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
    int progressive = Imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
    int restart = Imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
    files.put("jpeg 4:2:0", Codec.encode(scene, ".jpg", sampling, 0x221111));
    files.put("jpeg 4:4:4", Codec.encode(scene, ".jpg", sampling, 0x111111));
    files.put("jpeg 4:1:1", Codec.encode(scene, ".jpg", sampling, 0x411111));
    files.put("jpeg grey", Codec.encode(grey, ".jpg"));
    files.put("jpeg progressive", Codec.encode(scene, ".jpg", progressive, 1));
    files.put("jpeg progressive grey", Codec.encode(grey, ".jpg", progressive, 1));
    files.put("jpeg restart", Codec.encode(scene, ".jpg", restart, 3));
    files.put("jpeg optimised", Codec.encode(scene, ".jpg", Imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1));
    files.put("png", Codec.encode(scene, ".png"));
    files.put("png 16 bits", Codec.encode(deep, ".png"));
    files.put(
        "png grey and alpha",
        new PngFormat().encode(TestPictures.noise(CvType.CV_8UC2, 2), true, 0));
    files.put("webp lossy", Codec.encode(scene, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 80));
    files.put("webp lossless", Codec.encode(scene, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 101));
    files.put("webp alpha", Codec.encode(alpha, ".webp", Imgcodecs.IMWRITE_WEBP_QUALITY, 80));
    files.put("bmp", Codec.encode(scene, ".bmp"));
    files.put("bmp grey", Codec.encode(grey, ".bmp"));
    files.put("bmp alpha", new BmpFormat().encode(alpha, true, 0));
    files.put("tiff lzw", Codec.encode(scene, ".tif"));
    files.put("tiff 16 bits", Codec.encode(deep, ".tif"));
    files.put("tiff plain", Codec.encode(grey, ".tif", Imgcodecs.IMWRITE_TIFF_COMPRESSION, 1));
    files.put("tiff alpha", new TiffFormat().encode(alpha, true, 100));
    scene.release();
    grey.release();
    alpha.release();
    deep.release();
    return files;
  }

  static Stream<String> names() {
    return FILES.keySet().stream();
  }

  static Stream<String> jpegNames() {
    return names().filter(name -> name.startsWith("jpeg"));
  }

  private static PhotoException fails(byte[] file) {
    return assertThrows(PhotoException.class, () -> TestPictures.read(file).close());
  }

  @ParameterizedTest
  @MethodSource("names")
  void soundFilesAreReadWithoutAWarning(String name) {
    try (Photo photo = TestPictures.read(FILES.get(name))) {
      assertEquals(0, photo.warnings().size(), () -> photo.warnings().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void cutFilesAreAFailure(String name) {
    byte[] file = FILES.get(name);
    for (int percent : new int[] {1, 10, 25, 50, 75, 90, 99}) {
      byte[] cut = Arrays.copyOf(file, (int) (file.length * (long) percent / 100));
      PhotoException e = fails(cut);
      assertEquals(Kind.DAMAGED, e.kind(), () -> name + ": " + e.getMessage());
    }
  }

  @Test
  void aHalfJpegSaysHowMuchIsThere() {
    byte[] file = FILES.get("jpeg 4:4:4");
    String reason = fails(Arrays.copyOf(file, file.length / 2)).getMessage();
    assertTrue(reason.matches(".* after [45]\\d\\.\\d % of the picture.*"), reason);
  }

  @Test
  void eachKindOfBrokenFileHasItsOwnReason() {
    byte[] jpeg = FILES.get("jpeg 4:2:0");
    Set<String> reasons = new HashSet<>();
    reasons.add(fails(new byte[0]).getMessage());
    reasons.add(fails(Arrays.copyOf(jpeg, 100)).getMessage());
    reasons.add(fails("Dear diary, no photo.".getBytes(StandardCharsets.UTF_8)).getMessage());
    reasons.add(fails(Arrays.copyOf(jpeg, jpeg.length / 2)).getMessage());
    reasons.add(fails(FILES.get("png").clone(), 40).getMessage());
    assertEquals(5, reasons.size(), reasons::toString);
  }

  private static PhotoException fails(byte[] png, int from) {
    // The compressed data themselves are overwritten: from there on nothing can be decoded.
    Arrays.fill(png, png.length / 2, png.length / 2 + from, (byte) 0xff);
    return fails(png);
  }

  @ParameterizedTest
  @MethodSource("jpegNames")
  void aMissingEndMarkerAloneIsAWarning(String name) {
    byte[] file = FILES.get(name);
    try (Photo photo = TestPictures.read(Arrays.copyOf(file, file.length - 2))) {
      assertEquals(1, photo.warnings().size());
      assertTrue(photo.warnings().get(0).contains("end of the file is missing"));
    }
  }

  @ParameterizedTest
  @MethodSource("jpegNames")
  void aCutJpegWithAnEndMarkerIsStillAFailure(String name) {
    byte[] file = FILES.get(name);
    byte[] cut = Arrays.copyOf(file, file.length * 2 / 3);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;
    assertEquals(Kind.DAMAGED, fails(cut).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg 4:2:0", "jpeg 4:4:4", "jpeg progressive", "jpeg grey"})
  void bitRotInAJpegIsNoticed(String name) {
    int warned = 0;
    for (int seed = 0; seed < 10; seed++) {
      byte[] file = FILES.get(name).clone();
      Random random = new Random(seed);
      for (int i = 0; i < 20; i++) {
        int at = file.length / 2 + random.nextInt(file.length / 3);
        file[at] = (byte) (1 + random.nextInt(250));
      }
      try (Photo photo = TestPictures.read(file)) {
        warned += photo.warnings().isEmpty() ? 0 : 1;
      } catch (PhotoException e) {
        assertEquals(Kind.DAMAGED, e.kind());
        warned++;
      }
    }
    assertTrue(warned >= 8, "noticed " + warned + " of 10");
  }

  @Test
  void anIntervalThatIsLostBetweenRestartMarkersIsAWarning() {
    byte[] file = FILES.get("jpeg restart");
    int from = TaggedFiles.indexOf(file, file.length / 3, 0xff, 0xd3);
    int to = TaggedFiles.indexOf(file, from, 0xff, 0xd4);
    byte[] cut = Arrays.copyOf(file, file.length - (to - from));
    System.arraycopy(file, to, cut, from, file.length - to);
    try (Photo photo = TestPictures.read(cut)) {
      assertTrue(photo.warnings().toString().contains("damaged"), photo.warnings()::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg 4:2:0", "png", "webp lossy", "webp lossless"})
  void junkBehindTheEndIsAWarningAndPaddingIsNone(String name) {
    byte[] file = FILES.get(name);
    try (Photo photo = TestPictures.read(Arrays.copyOf(file, file.length + 512))) {
      assertEquals(0, photo.warnings().size());
    }
    byte[] junk = Arrays.copyOf(file, file.length + 512);
    junk[file.length + 9] = 1;
    try (Photo photo = TestPictures.read(junk)) {
      assertEquals(1, photo.warnings().size());
      assertTrue(photo.warnings().get(0).startsWith("512 bytes after"));
    }
  }

  @Test
  void aWrongChecksumInAPngIsAWarningAndThePixelsAreThose() {
    byte[] file = FILES.get("png");
    Mat expected = TestPictures.imreadColour(file);
    // The CRC of the IDAT chunk lies before IEND (12 bytes), the zlib sum before that.
    for (int fromEnd : new int[] {13, 17}) {
      byte[] wrong = file.clone();
      wrong[wrong.length - fromEnd] ^= 0x55;
      try (Photo photo = TestPictures.read(wrong)) {
        assertTrue(photo.warnings().get(0).contains("checksum"));
        TestPictures.assertSame(expected, photo.colour(), "pixels");
      }
    }
    byte[] noEnd = Arrays.copyOf(file, file.length - 12);
    try (Photo photo = TestPictures.read(noEnd)) {
      assertTrue(photo.warnings().get(0).contains("end of the file is missing"));
      TestPictures.assertSame(expected, photo.colour(), "pixels");
    }
    expected.release();
  }

  @Test
  void aTiffWhoseStripsUnpackToTooLittleIsAFailure() {
    for (String name : new String[] {"tiff lzw", "tiff alpha", "tiff 16 bits"}) {
      byte[] file = FILES.get(name).clone();
      // As after a copy that broke off into a file of the full size; the directory lies at the end.
      Arrays.fill(file, file.length / 2, file.length * 3 / 4, (byte) 0);
      assertEquals(Kind.DAMAGED, fails(file).kind(), name);
    }
  }

  /** As after a copy that set the full size first and then broke off. */
  @ParameterizedTest
  @MethodSource("names")
  void aFileWhoseEndIsZerosIsAFailure(String name) {
    byte[] sound = FILES.get(name);
    for (int percent : new int[] {10, 50, 80}) {
      byte[] file = sound.clone();
      Arrays.fill(file, (int) (file.length * (long) percent / 100), file.length, (byte) 0);
      PhotoException e = fails(file);
      assertEquals(Kind.DAMAGED, e.kind(), () -> name + ": " + e.getMessage());
    }
  }

  @Test
  void zerosAreNotTakenForBlocksHoweverManyBitsThoseHave() {
    Mat noise = TestPictures.noise(300, 220, CvType.CV_8UC3, 3);
    byte[] file = Codec.encode(noise, ".jpg", Imgcodecs.IMWRITE_JPEG_QUALITY, 100);
    noise.release();
    Arrays.fill(file, file.length / 3, file.length, (byte) 0);
    String reason = fails(file).getMessage();
    assertTrue(reason.matches(".* after 3\\d\\.\\d % of the picture.*"), reason);
  }

  @Test
  void zerosAtTheEndOfABlankPictureAreNoDamage() {
    for (String extension : new String[] {".jpg", ".png", ".webp", ".tif"}) {
      for (int level : new int[] {0, 128, 255}) {
        Mat blank = new Mat(2000, 3000, CvType.CV_8UC3, Scalar.all(level));
        byte[] file =
            Codec.encode(
                blank,
                extension,
                Imgcodecs.IMWRITE_JPEG_OPTIMIZE,
                1,
                Imgcodecs.IMWRITE_WEBP_QUALITY,
                80 + 21 * (level / 128));
        blank.release();
        try (Photo photo = PhotoReader.read(file, 1 << 24)) {
          assertEquals(0, photo.warnings().size(), () -> extension + photo.warnings());
        }
      }
    }
  }

  @Test
  void aLyingHeaderIsRefusedBeforeAnythingLargeIsAllocated() {
    byte[] png = new PngFile(new PngHeader(12000, 12000, 16, 6, false)).finish(new byte[50]);
    assertEquals(
        Kind.DAMAGED,
        assertThrows(PhotoException.class, () -> PhotoReader.read(png, 1L << 30)).kind());
    assertEquals(Kind.TOO_LARGE, fails(png).kind());
    assertTrue(fails(png).getMessage().contains("--max-pixels"));
    assertTrue(fails(png).getMessage().contains("12000 x 12000 pixels (144.0 megapixels)"));
  }

  /** Whatever the bytes: a photo or a reason, nothing else. */
  @ParameterizedTest
  @MethodSource("names")
  void changedBytesNeverEndInAnythingButAReason(String name) {
    Random random = new Random(name.hashCode());
    byte[] sound = FILES.get(name);
    for (int round = 0; round < 24; round++) {
      byte[] file = sound.clone();
      int range = round % 2 == 0 ? Math.min(file.length, 700) : file.length;
      boolean fromEnd = round % 4 == 2;
      for (int i = 0; i < 1 + round % 5; i++) {
        int at = random.nextInt(range);
        file[fromEnd ? file.length - 1 - at : at] = (byte) random.nextInt(256);
      }
      try {
        PhotoReader.read(file, 1 << 20).close();
      } catch (PhotoException e) {
        assertTrue(e.getMessage().length() > 10);
      }
    }
  }
}
