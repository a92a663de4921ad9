package io.gpen.image.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.Codec;
import io.gpen.image.Photo;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoException.Kind;
import io.gpen.image.TaggedFiles;
import io.gpen.image.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Pixels and checks of JPEG files, sound, damaged and hostile. */
class JpegPictureTest {

  private static byte[] jpeg(int channels, int... parameters) {
    Mat scene = TestPictures.scene(301, 223, channels);
    byte[] file = Codec.encode(scene, ".jpg", parameters);
    scene.release();
    return file;
  }

  private static byte[] insert(byte[] file, int at, int... bytes) {
    byte[] longer = new byte[file.length + bytes.length];
    System.arraycopy(file, 0, longer, 0, at);
    for (int i = 0; i < bytes.length; i++) {
      longer[at + i] = (byte) bytes[i];
    }
    System.arraycopy(file, at, longer, at + bytes.length, file.length - at);
    return longer;
  }

  private static void assertReadAsImreadReadsIt(byte[] file, int warnings) {
    Mat expected = TestPictures.imreadColour(file);
    try (Photo photo = TestPictures.read(file)) {
      Mat actual = photo.toBgr8();
      TestPictures.assertSame(expected, actual, "pixels");
      actual.release();
      assertEquals(warnings, photo.warnings().size(), () -> photo.warnings().toString());
    }
    expected.release();
  }

  /** Damaged files go through another decoder, which must not show in the parts that are sound. */
  @ParameterizedTest
  @CsvSource({
    "0x111111, 0, 0", "0x221111, 0, 0", "0x211111, 0, 0", "0x121111, 0, 0", "0x411111, 0, 0",
    "0x111111, 1, 0", "0x221111, 1, 0", "0x121111, 1, 0", "0x221111, 0, 3", "0x111111, 0, 1"
  })
  void soundAndDamagedFilesAreReadAsImreadReadsThem(String sampling, int progressive, int restart) {
    byte[] file =
        jpeg(
            3,
            Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
            Integer.decode(sampling),
            Imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
            progressive,
            Imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
            restart);
    assertReadAsImreadReadsIt(file, 0);
    assertReadAsImreadReadsIt(insert(file, file.length - 2, 1, 2, 3, 4, 5), 1);
    assertReadAsImreadReadsIt(insert(file, file.length - 2, 0), 0);
  }

  @Test
  void greyFilesAreReadAsImreadReadsThem() {
    byte[] file = jpeg(1);
    assertReadAsImreadReadsIt(file, 0);
    assertReadAsImreadReadsIt(insert(file, file.length - 2, 1, 2, 3, 4, 5), 1);
  }

  /** Neither JFIF nor Adobe segment: libjpeg goes by the names of the components. */
  @ParameterizedTest
  @CsvSource({"1, 2, 3", "82, 71, 66", "7, 8, 9", "0, 1, 2"})
  void coloursAreToldByTheNamesOfTheComponents(int first, int second, int third) {
    byte[] file = jpeg(3, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, 0x111111);
    int jfif = TaggedFiles.indexOf(file, 0, 0xff, 0xe0);
    byte[] bare = Arrays.copyOf(file, file.length - 18);
    System.arraycopy(file, jfif + 18, bare, jfif, bare.length - jfif);
    int frame = TaggedFiles.indexOf(bare, 0, 0xff, 0xc0);
    int scan = TaggedFiles.indexOf(bare, frame, 0xff, 0xda);
    int[] names = {first, second, third};
    for (int i = 0; i < 3; i++) {
      bare[frame + 10 + 3 * i] = (byte) names[i];
      bare[scan + 5 + 2 * i] = (byte) names[i];
    }
    assertReadAsImreadReadsIt(bare, 0);
    assertReadAsImreadReadsIt(insert(bare, bare.length - 2, 1, 2, 3, 4, 5), 1);
  }

  static Stream<byte[]> damaged() {
    byte[] file = jpeg(3);
    byte[] progressive = jpeg(3, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
    byte[] restarts = jpeg(3, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 4);
    int jfifEnd = 20;
    byte[] lost = restarts.clone();
    lost[TaggedFiles.indexOf(restarts, restarts.length / 2, 0xff, 0xd3) + 1] = (byte) 0xd4;
    byte[] wrongCodes = file.clone();
    Arrays.fill(wrongCodes, file.length - 60, file.length - 40, (byte) 0x5a);
    int firstScan = TaggedFiles.indexOf(progressive, 0, 0xff, 0xda);
    int next = TaggedFiles.indexOf(progressive, firstScan, 0xff, 0xc4);
    int[] scan = new int[next - firstScan];
    Arrays.setAll(scan, i -> progressive[firstScan + i]);
    byte[] again = insert(progressive, next, scan);
    return Stream.of(
        Arrays.copyOf(file, file.length - 2),
        insert(file, jfifEnd, 7, 8, 9),
        insert(file, file.length - 2, 1),
        insert(file, file.length - 2, 1, 2, 3, 4, 5),
        insert(progressive, progressive.length - 2, 1, 2, 3, 4),
        TaggedFiles.jpegWith(
            file, 0xe0, new byte[] {'J', 'F', 'I', 'F', 0, 9, 9, 0, 0, 1, 0, 1, 0, 0}),
        lost,
        wrongCodes,
        again,
        insert(progressive, next, 0xff, 0xfe, 0, 2, 1, 2, 3));
  }

  /** Cron would mail the lines of libjpeg, which do not even name the file. */
  @Test
  void nothingIsPrintedOnStandardErrorByNativeCode(@TempDir Path folder) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName()));
    for (byte[] file : damaged().toList()) {
      Path path = folder.resolve(command.size() + ".jpg");
      Files.write(path, file);
      command.add(path.toString());
    }
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor(), () -> read(errors));
    assertEquals("", read(errors));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Reads the files that are its arguments, in a process of its own. */
  static final class Reading {

    private Reading() {}

    /** Reads the files. */
    public static void main(String[] files) throws IOException {
      for (String file : files) {
        TestPictures.read(Files.readAllBytes(Path.of(file))).close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void damagedFilesAreRead(byte[] file) {
    TestPictures.read(file).close();
  }

  @Test
  void aScanThatRepeatsWhatWasSaidIsDamage() {
    try (Photo photo = TestPictures.read(damaged().toList().get(8))) {
      assertEquals(List.of(PhotoErrors.WRONG_PARTS), photo.warnings());
    }
  }

  /** The picture would be the thumbnail in an EXIF block whose length is wrong. */
  @Test
  void aSecondPictureInTheHeaderIsNotTakenForTheFirst() {
    byte[] file = jpeg(3);
    byte[] thumbnail = jpeg(1);
    byte[] tagged = TaggedFiles.jpegWith(file, 0xe1, thumbnail);
    tagged[4] = 0;
    tagged[5] = 2;
    assertEquals(
        Kind.DAMAGED,
        assertThrows(PhotoException.class, () -> TestPictures.read(tagged).close()).kind());
  }

  /**
   * A progressive picture of 16 million pixels whose scans of 130 bytes say that every block is as
   * before.
   */
  private static byte[] endless(int scans, int side) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    int[] steps = new int[65];
    Arrays.fill(steps, 1);
    steps[0] = 0;
    segment(out, 0xdb, steps);
    segment(out, 0xc2, 8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0);
    // One code each, of one bit: DC differences of 0, and the end of 16384 bands.
    segment(out, 0xc4, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    segment(out, 0xc4, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xe0);
    int blocks = (side / 8) * (side / 8);
    segment(out, 0xda, 1, 1, 0x00, 0, 0, 0);
    out.writeBytes(new byte[blocks / 8]);
    for (int i = 0; i < scans; i++) {
      segment(out, 0xda, 1, 1, 0x00, 1, 63, 0);
      out.writeBytes(new byte[blocks / 16384 * 15 / 8 + 2]);
    }
    out.write(0xff);
    out.write(0xd9);
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, int... payload) {
    byte[] bytes = new byte[payload.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    JpegSegment.write(out, marker, bytes);
  }

  @ParameterizedTest
  @CsvSource({"400, 4096", "20000, 4096", "20000, 64"})
  void thousandsOfScansAreRefusedBeforeTheyAreDecoded(int scans, int side) {
    PhotoException e =
        assertThrows(PhotoException.class, () -> TestPictures.read(endless(scans, side)).close());
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertTrue(e.getMessage().contains("scans"), e.getMessage());
  }

  @Test
  void someDozenScansAreRead() {
    TestPictures.read(endless(30, 512)).close();
  }

  @Test
  void thousandsOfTablesOrSegmentsAreRefused() {
    byte[] file = jpeg(3);
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    for (int i = 0; i < 60_000; i++) {
      segment(tables, 0xc4, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    byte[] head = tables.toByteArray();
    int[] bytes = new int[head.length];
    Arrays.setAll(bytes, i -> head[i]);
    byte[] hostile = insert(file, 20, bytes);
    assertEquals(
        Kind.DAMAGED,
        assertThrows(PhotoException.class, () -> TestPictures.read(hostile).close()).kind());
  }
}
