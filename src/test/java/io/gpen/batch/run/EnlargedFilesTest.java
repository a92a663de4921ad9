package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.enlarge.PhotoEnlarger;
import io.gpen.files.FileSteps;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.metadata.PhotoMetadata.Resolution;
import io.gpen.restore.SelectionOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Whole runs that enlarge real files, with a stand-in that repeats every pixel. */
class EnlargedFilesTest {

  private static final int MAX_PIXELS = 1 << 22;

  @TempDir Path root;
  private Lab lab;
  private boolean faces = true;

  /** Repeats every pixel. */
  private static final class Repeater implements PhotoEnlarger {
    @Override
    public int largestFactor() {
      return 4;
    }

    @Override
    public Photo enlarge(Photo photo, int factor) {
      return photo.enlarged(
          factor,
          resized(photo.colour(), factor, Imgproc.INTER_NEAREST),
          photo.alpha().map(alpha -> resized(alpha, factor, Imgproc.INTER_NEAREST)));
    }

    @Override
    public void close() {}
  }

  private static Mat resized(Mat pixels, int factor, int way) {
    Mat resized = new Mat();
    Imgproc.resize(pixels, resized, new Size(), factor, factor, way);
    return resized;
  }

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.write = new OutputOptions(Optional.empty(), 95, false, false);
    lab.restore = lab.restore.withUpscale(2);
  }

  private BatchSummary run() {
    BatchTools real = BatchTools.real();
    BatchTools tools = new BatchTools(real.codec(), FileSteps.NONE, real.clock(), real.budget());
    return new BatchRunner(tools)
        .run(
            lab.request(),
            () ->
                faces
                    ? StandInRestorer.create(lab.restore, Optional.of(new Repeater()))
                    : StandInRestorer.faceless(lab.restore, new Repeater()),
            lab.listener);
  }

  private void photo(SampleFile sample) throws IOException {
    Path file = Files.write(lab.in.resolve(sample.name()), sample.bytes());
    Files.setLastModifiedTime(file, FileTime.from(Lab.TAKEN));
  }

  static List<SampleFile> files() {
    return List.of(
        new SampleFile(PhotoFormat.JPEG, 8, 3, false),
        new SampleFile(PhotoFormat.JPEG, 8, 1, false),
        new SampleFile(PhotoFormat.PNG, 16, 3, true),
        new SampleFile(PhotoFormat.TIFF, 16, 1, true),
        new SampleFile(PhotoFormat.WEBP, 8, 3, true));
  }

  @ParameterizedTest
  @MethodSource("files")
  void sizeIsDoubledAndDepthAndChannelsAreKept(SampleFile sample) throws IOException {
    photo(sample);
    PhotoOutcome.Restored outcome = Lab.only(run(), PhotoOutcome.Restored.class);
    assertEquals(1, outcome.restored());
    byte[] output = Files.readAllBytes(lab.out.resolve(sample.name()));
    PhotoHeader header = PhotoReader.header(output);
    try (Photo before = PhotoReader.read(sample.bytes(), MAX_PIXELS);
        Photo after = PhotoReader.read(output, MAX_PIXELS)) {
      assertEquals(2 * before.width(), after.width());
      assertEquals(2 * before.height(), after.height());
      assertEquals(sample.depth(), header.bitsPerChannel());
      assertEquals(before.colour().type(), after.colour().type());
      assertEquals(before.alpha().isPresent(), after.alpha().isPresent());
      Optional<Resolution> resolution = before.metadata().resolution();
      resolution.ifPresent(
          r -> assertEquals(2 * r.x(), after.metadata().resolution().orElseThrow().x(), 0.1));
    }
  }

  /** The face, which lies 1:1 on the photo and comes out inverted, and what is around it. */
  @Test
  void facesComeFromTheRestorerAndTheRestFromTheEnlarger() throws IOException {
    SampleFile sample = new SampleFile(PhotoFormat.PNG, 8, 3, false);
    photo(sample);
    run();
    byte[] output = Files.readAllBytes(lab.out.resolve(sample.name()));
    try (Photo before = PhotoReader.read(sample.bytes(), MAX_PIXELS);
        Photo after = PhotoReader.read(output, MAX_PIXELS)) {
      int x = StandInRestorer.corner(before.width());
      int y = StandInRestorer.corner(before.height());
      Mat inverted = new Mat();
      Core.bitwise_not(before.colour(), inverted);
      int quarter = StandInRestorer.CROP / 4;
      Rect face = new Rect(2 * (x + quarter), 2 * (y + quarter), 4 * quarter, 4 * quarter);
      assertTrue(difference(resized(inverted, 2, Imgproc.INTER_LINEAR), after, face) <= 2);
      Rect above = new Rect(0, 0, after.width(), 2 * (y - 2));
      assertEquals(0, difference(resized(before.colour(), 2, Imgproc.INTER_NEAREST), after, above));
    }
  }

  private static double difference(Mat expected, Photo photo, Rect part) {
    return Core.norm(expected.submat(part), photo.colour().submat(part), Core.NORM_INF);
  }

  @Test
  void aPhotoWithoutFacesIsEnlargedToo() throws IOException {
    faces = false;
    SampleFile sample = new SampleFile(PhotoFormat.PNG, 8, 3, false);
    photo(sample);
    PhotoOutcome.Enlarged outcome = Lab.only(run(), PhotoOutcome.Enlarged.class);
    assertEquals("no face found", outcome.reason());
    String last = lab.manifest().get(lab.manifest().size() - 1);
    assertTrue(last.contains("\"ENLARGED\"") && last.contains("\"upscale\":\"2\""), last);
    Lab.only(run(), PhotoOutcome.Skipped.class);
    lab.restore = lab.restore.withUpscale(3);
    Lab.only(run(), PhotoOutcome.Enlarged.class);
    byte[] output = Files.readAllBytes(lab.out.resolve(sample.name()));
    assertEquals(3 * PhotoReader.header(sample.bytes()).width(), height(output));
  }

  @Test
  void aPhotoThatIsOnlyEnlargedDoesNotClaimRestoredFaces() throws IOException {
    lab.write = new OutputOptions(Optional.empty(), 95, false, true);
    SampleFile sample = new SampleFile(PhotoFormat.PNG, 8, 3, false);
    photo(sample);
    run();
    String enlarged = "photo enlarged 2 times with the model an upscaler";
    String both = stated(sample);
    assertTrue(both.contains("faces restored with the model a model; " + enlarged), both);
    lab.restore = lab.restore.with(SelectionOptions.DEFAULTS.withNumbers(List.of(2), List.of()));
    PhotoOutcome.Enlarged outcome = Lab.only(run(), PhotoOutcome.Enlarged.class);
    assertEquals("1 face found, none chosen", outcome.reason());
    String alone = stated(sample);
    assertTrue(alone.contains(enlarged), alone);
    assertFalse(alone.contains("faces restored"), alone);
  }

  private String stated(SampleFile sample) throws IOException {
    byte[] output = Files.readAllBytes(lab.out.resolve(sample.name()));
    return new String(PhotoReader.metadata(output).xmp().orElseThrow(), StandardCharsets.UTF_8);
  }

  /** The sample lies on its side. */
  private static int height(byte[] file) {
    return PhotoReader.header(file).height();
  }

  @Test
  void pixelsOfTheResultAreLimitedToo() throws IOException {
    SampleFile sample = new SampleFile(PhotoFormat.PNG, 8, 3, false);
    photo(sample);
    PhotoHeader header = PhotoReader.header(sample.bytes());
    lab.maxPixels = 4 * header.pixels() - 1;
    PhotoOutcome.Failed failed = Lab.only(run(), PhotoOutcome.Failed.class);
    assertTrue(
        failed.reason().startsWith("enlarged 2 times, the picture would have"), failed.reason());
    lab.maxPixels++;
    Lab.only(run(), PhotoOutcome.Restored.class);
  }

  /** Before and after have the same size there. */
  @Test
  void theComparisonShowsBothInTheSizeOfTheResult() throws IOException {
    lab.compare = Optional.of(root.resolve("compare"));
    SampleFile sample = new SampleFile(PhotoFormat.PNG, 8, 3, false);
    photo(sample);
    Lab.only(run(), PhotoOutcome.Restored.class);
    byte[] both = Files.readAllBytes(Lab.files(root.resolve("compare")).get(0));
    byte[] output = Files.readAllBytes(lab.out.resolve(sample.name()));
    assertEquals(2 * PhotoReader.header(output).width(), PhotoReader.header(both).width());
  }
}
