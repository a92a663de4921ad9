package io.gpen.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceAligner;
import io.gpen.detect.DetectionOptions;
import io.gpen.face.Face;
import io.gpen.face.Pictures;
import io.gpen.face.StoredFaces;
import io.gpen.image.OpenCv;
import io.gpen.image.io.ContactSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class CropRunTest {

  static {
    OpenCv.load();
  }

  private static final Path PHOTOS = Path.of("testphoto/in");
  private static final String MOTHER = "migrant-mother-1936.jpg";
  private static final String CURTIS = "curtis-apsaroke-1908.jpg";
  private static final CropSettings SETTINGS =
      new CropSettings(
          256, CropBorder.BLACK, "d", DetectionOptions.DEFAULTS, 0, 0, Integer.MAX_VALUE, 4);

  @TempDir Path root;
  private Path in;
  private Path out;
  private final AtomicInteger found = new AtomicInteger();
  private final List<String> said = new ArrayList<>();
  private List<Face> one = List.of();

  @BeforeEach
  void setUp() throws IOException {
    in = Files.createDirectories(root.resolve("in"));
    out = root.resolve("out");
    for (String name : List.of(CURTIS, MOTHER)) {
      Files.copy(PHOTOS.resolve(name), in.resolve(name));
    }
  }

  private List<Face> faces(byte[] file) {
    found.incrementAndGet();
    for (String name : List.of(CURTIS, MOTHER)) {
      try {
        if (file.length == Files.size(PHOTOS.resolve(name))) {
          return StoredFaces.of(name);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return one;
  }

  private static final CropListener NOBODY =
      new CropListener() {
        @Override
        public void done(String photo, int written, int leftOut) {}

        @Override
        public void failed(String photo, String reason) {}
      };

  private CropSummary run(CropSettings settings) throws IOException {
    said.clear();
    found.set(0);
    TreeMap<String, Path> photos = new TreeMap<>();
    try (var files = Files.list(in)) {
      files.forEach(file -> photos.put(file.getFileName().toString(), file));
    }
    CropListener listener =
        new CropListener() {
          @Override
          public void done(String photo, int written, int leftOut) {
            said.add(photo + " " + written + " " + leftOut);
          }

          @Override
          public void failed(String photo, String reason) {
            said.add(photo + " failed: " + reason);
          }
        };
    CropRequest request = new CropRequest(photos, out, settings, false, 100_000_000);
    return CropRun.run(request, this::faces, listener, () -> false);
  }

  private List<CropRow> table() throws IOException {
    return new CropTable(out).read();
  }

  private static CropSettings with(double minSource, double minSharpness, int most) {
    return new CropSettings(
        256, CropBorder.BLACK, "d", DetectionOptions.DEFAULTS, minSource, minSharpness, most, 4);
  }

  @Test
  void cropsAreThoseOfTheRestorerAndTheTableTellsWhereTheyCameFrom() throws IOException {
    CropSummary summary = run(SETTINGS);
    assertEquals(4, summary.written());
    assertEquals(List.of(CURTIS + " 2 0", MOTHER + " 2 0"), said);
    Mat photo = Pictures.testphoto(MOTHER);
    Face first = StoredFaces.of(MOTHER).get(0);
    FaceAligner aligner = new FaceAligner(256);
    Mat expected = aligner.crop(photo, first, aligner.toCrop(first).orElseThrow()).crop();
    Mat crop = Pictures.bgr(out.resolve("migrant-mother-1936-1.png"));
    assertEquals(0, Pictures.maxDifference(expected, crop));
    CropRow row = table().get(2);
    assertEquals("migrant-mother-1936-1.png", row.crop());
    assertEquals(first.score(), row.score(), 1e-4);
    assertEquals(256 / Math.hypot(row.toCrop().get(0), row.toCrop().get(1)), row.sourceSide(), 0.1);
    assertEquals(1, row.realShare(), 0.2);
  }

  @Test
  void anotherRunGoesOnAndMakesTheSameBytes() throws IOException {
    Files.copy(in.resolve(CURTIS), root.resolve("kept"));
    Files.delete(in.resolve(CURTIS));
    run(SETTINGS);
    Files.copy(root.resolve("kept"), in.resolve(CURTIS));
    CropSummary second = run(SETTINGS);
    assertEquals(1, second.skipped());
    assertEquals(1, found.get());
    assertEquals(4, second.crops());
    byte[] once = Files.readAllBytes(out.resolve("curtis-apsaroke-1908-2.png"));
    Files.delete(out.resolve("curtis-apsaroke-1908-2.png"));
    CropSummary third = run(SETTINGS);
    assertEquals(List.of(CURTIS + " 2 0"), said);
    assertEquals(4, third.crops());
    assertArrayEquals(once, Files.readAllBytes(out.resolve("curtis-apsaroke-1908-2.png")));
  }

  /** {@return the names of the pictures in the output folder} */
  private List<String> pictures() throws IOException {
    try (var files = Files.list(out)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".png"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aChangedPhotoReplacesItsCropsAndItsRows() throws IOException {
    run(SETTINGS);
    // Bytes behind the end of a JPEG file do not change the picture.
    byte[] photo = Files.readAllBytes(in.resolve(MOTHER));
    Files.write(in.resolve(MOTHER), Arrays.copyOf(photo, photo.length + 8));
    one = StoredFaces.of(MOTHER).subList(0, 1);
    CropSummary second = run(SETTINGS);
    assertEquals(List.of(MOTHER + " 1 0"), said);
    assertEquals(3, second.crops());
    assertEquals(3, table().size());
    assertEquals(3, pictures().size());
    assertEquals(2, run(SETTINGS).skipped());
  }

  @Test
  void anotherDetectorMeansAllPhotosAgain() throws IOException {
    run(SETTINGS);
    assertEquals(2, run(SETTINGS).skipped());
    CropSettings other =
        new CropSettings(
            256, CropBorder.BLACK, "e", DetectionOptions.DEFAULTS, 0, 0, Integer.MAX_VALUE, 4);
    assertEquals(0, run(other).skipped());
  }

  @Test
  void noCropStaysThatTheTableDoesNotKnow() throws IOException {
    run(SETTINGS);
    run(with(0, 0, 1));
    assertEquals(List.of("curtis-apsaroke-1908-1.png", "migrant-mother-1936-1.png"), pictures());
  }

  @Test
  void aRunWithOtherSettingsThatWasStoppedGoesOn() throws IOException {
    run(SETTINGS);
    CropRun.run(
        new CropRequest(new TreeMap<>(), out, with(0, 0, 1), false, 100_000_000),
        this::faces,
        NOBODY,
        () -> true);
    assertEquals(4, table().size());
    CropSettings smaller =
        new CropSettings(128, CropBorder.BLACK, "d", DetectionOptions.DEFAULTS, 0, 0, 9, 4);
    TreeMap<String, Path> photos = new TreeMap<>();
    List.of(CURTIS, MOTHER).forEach(name -> photos.put(name, in.resolve(name)));
    CropRun.run(
        new CropRequest(photos, out, smaller, false, 100_000_000), this::faces, NOBODY, () -> true);
    assertEquals(0, run(smaller).failed());
    assertEquals(4, table().size());
  }

  @Test
  void aTableThatNamesAFileOutsideIsRefused() throws IOException {
    run(SETTINGS);
    Path other = Files.writeString(root.resolve("mine.png"), "mine");
    Path file = out.resolve(CropTable.NAME);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("curtis-apsaroke-1908-1.png", "../mine.png"));
    assertThrows(IOException.class, () -> run(with(0, 0, 1)));
    assertEquals("mine", Files.readString(other));
  }

  @Test
  void halfARowOfAKilledRunIsDoneAgain() throws IOException {
    run(SETTINGS);
    Path file = out.resolve(CropTable.NAME);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 30));
    assertEquals(1, table().stream().filter(row -> row.photo().equals(MOTHER)).count());
    run(with(1, 0, 9));
    assertEquals(4, table().size());
  }

  @Test
  void facesAreLeftOutWithTheReason() throws IOException {
    run(with(0, 0, 1));
    assertEquals(List.of(CURTIS + " 1 1", MOTHER + " 1 1"), said);
    assertTrue(table().get(1).outcome().contains("more faces"), table().get(1).outcome());
    run(with(5000, 0, 9));
    assertEquals(List.of(CURTIS + " 0 2", MOTHER + " 0 2"), said);
    assertEquals("too small in the photo", table().get(0).outcome());
    run(with(0, 1, 9));
    assertEquals("not sharp enough", table().get(0).outcome());
  }

  @Test
  void theSamePhotoTwiceGivesItsCropsOnce() throws IOException {
    Mat photo = Pictures.testphoto(MOTHER);
    Face face = StoredFaces.of(MOTHER).get(0);
    FaceAligner aligner = new FaceAligner(256);
    Mat crop = aligner.crop(photo, face, aligner.toCrop(face).orElseThrow()).crop();
    Mat blurred = new Mat();
    Imgproc.GaussianBlur(crop, blurred, new Size(), 1.5);
    Core.add(blurred, new org.opencv.core.Scalar(6, 6, 6), blurred);
    long hash = PerceptualHash.of(crop);
    assertTrue(PerceptualHash.distance(hash, PerceptualHash.of(blurred)) <= 4);
    Face other = StoredFaces.of(CURTIS).get(0);
    Mat stranger =
        aligner.crop(Pictures.testphoto(CURTIS), other, aligner.toCrop(other).orElseThrow()).crop();
    assertTrue(PerceptualHash.distance(hash, PerceptualHash.of(stranger)) > 12);

    Files.copy(in.resolve(MOTHER), in.resolve("zz-again.jpg"));
    run(SETTINGS);
    assertEquals("zz-again.jpg 0 2", said.get(2));
    assertEquals("looks like migrant-mother-1936-1.png", table().get(4).outcome());
  }

  @Test
  void aDamagedPhotoAndAStrangersFileStopNothingElse() throws IOException {
    Files.writeString(in.resolve("a.jpg"), "no picture");
    Path stranger = Files.createDirectories(out).resolve("curtis-apsaroke-1908-1.png");
    Files.writeString(stranger, "mine");
    CropSummary summary = run(SETTINGS);
    assertEquals(2, summary.failed());
    assertTrue(said.get(0).startsWith("a.jpg failed: "), said.get(0));
    assertTrue(said.get(1).contains("--overwrite"), said.get(1));
    assertEquals("mine", Files.readString(stranger));
    assertEquals(2, summary.crops());
    Files.writeString(out.resolve(CropTable.NAME), "name,price\n");
    assertThrows(IOException.class, () -> run(SETTINGS));
  }

  @Test
  void beyondThePhotoTheBorderIsItsSoftMirrorImage() {
    Mat photo = Pictures.testphoto(MOTHER).submat(new Rect(0, 0, 300, 300)).clone();
    var half = new io.gpen.face.SimilarityTransform(1, 0, 128, 0);
    Mat black = CropBorder.BLACK.crop(photo, half, 256);
    Mat soft = CropBorder.FFHQ.crop(photo, half, 256);
    assertEquals(0.5, CropBorder.realShare(photo, half, 256), 0.01);
    assertEquals(0, Core.sumElems(black.submat(new Rect(0, 0, 128, 256))).val[0]);
    // Far inside nothing changes, at the outer edge the median is left.
    Rect inside = new Rect(200, 0, 56, 256);
    assertEquals(0, Pictures.maxDifference(black.submat(inside), soft.submat(inside)));
    Mat edge = soft.submat(new Rect(0, 0, 1, 256));
    double first = edge.get(0, 0)[0];
    for (int y = 0; y < 256; y++) {
      assertEquals(first, edge.get(y, 0)[0], 1);
    }
    assertFalse(first == 0);
  }

  @Test
  void theSheetShowsEveryCrop() throws IOException {
    run(SETTINGS);
    Path sheet = root.resolve("sheets/all.png");
    assertEquals(4, CropSheet.write(out, sheet));
    String head = new String(Files.readAllBytes(sheet), ISO_8859_1).substring(0, 4096);
    assertTrue(ContactSheet.isSheet(head), "marked, so that it may be replaced");
    Mat picture = Pictures.bgr(sheet);
    assertEquals(96, picture.rows());
    Mat fourth = picture.submat(new Rect(3 * 96, 0, 96, 96));
    assertTrue(Core.mean(fourth).val[0] < 250);
    assertEquals(255, Core.mean(picture.submat(new Rect(4 * 96, 0, 96, 96))).val[0]);
  }
}
