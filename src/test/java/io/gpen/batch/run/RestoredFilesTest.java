package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.GpsDirectory;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.BatchUsageException;
import io.gpen.batch.PhotoOutcome;
import io.gpen.face.Pictures;
import io.gpen.files.FileSteps;
import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.PhotoHeader;
import io.gpen.image.io.PhotoReader;
import io.gpen.image.metadata.PhotoMetadata;
import io.gpen.image.metadata.SaidMetadata;
import io.gpen.restore.FaceList;
import io.gpen.restore.FaceTask;
import io.gpen.restore.SelectionOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** What comes out of a whole run on real files, compared with what went in. */
class RestoredFilesTest {

  private static final int MAX_PIXELS = 1 << 20;

  /** Beyond the crop's corner interpolation may reach. */
  private static final int REACH = 2;

  private static final SampleFile DEEP = new SampleFile(PhotoFormat.PNG, 16, 3, true);

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.write = new OutputOptions(Optional.empty(), 95, false, false);
  }

  static Stream<SampleFile> files() {
    return SampleFile.all().stream();
  }

  private void photo(String name, byte[] bytes) throws IOException {
    Path file = Files.write(lab.in.resolve(name), bytes);
    Files.setLastModifiedTime(file, FileTime.from(Lab.TAKEN));
  }

  private BatchSummary run() {
    BatchTools real = BatchTools.real();
    BatchTools tools = new BatchTools(real.codec(), FileSteps.NONE, real.clock(), real.budget());
    return new BatchRunner(tools)
        .run(lab.request(), () -> StandInRestorer.create(lab.restore), lab.listener);
  }

  private byte[] output(String name) throws IOException {
    return Files.readAllBytes(lab.out.resolve(name));
  }

  private static Photo read(byte[] file) {
    return PhotoReader.read(file, MAX_PIXELS);
  }

  @ParameterizedTest
  @MethodSource("files")
  void pixelsDepthChannelsAndMetadataAreKept(SampleFile sample) throws Exception {
    byte[] input = sample.bytes();
    photo(sample.name(), input);
    PhotoOutcome.Restored outcome = Lab.only(run(), PhotoOutcome.Restored.class);
    byte[] output = output(sample.name());
    assertEquals(1, outcome.restored());
    assertEquals(List.of(), withoutMakerNotes(outcome.warnings()));
    assertHeader(PhotoReader.header(input), PhotoReader.header(output));
    assertPixels(sample, input, output);
    assertMetadata(PhotoReader.metadata(input), PhotoReader.metadata(output));
    if (sample.format() != PhotoFormat.BMP) {
      assertAnotherReaderFindsIt(output);
    }
    assertEquals(Lab.TAKEN, Files.getLastModifiedTime(lab.out.resolve(sample.name())).toInstant());
  }

  @Test
  void facesThatAreListedTakeThePlaceOfThoseFound() throws Exception {
    photo(DEEP.name(), DEEP.bytes());
    int width;
    int height;
    try (Photo upright = read(DEEP.bytes())) {
      width = upright.width();
      height = upright.height();
    }
    Path file = lab.in.resolve(DEEP.name());
    for (int more : new int[] {1, 0}) {
      FaceList.Entry none = new FaceList.Entry(width + more, height, List.of());
      FaceList list = FaceList.of(Map.of(file, none));
      lab.restore = lab.restore.with(SelectionOptions.REFERENCE.withList(list));
      if (more == 0) {
        assertEquals("no face found", Lab.only(run(), PhotoOutcome.Copied.class).reason());
      } else {
        String reason = Lab.only(run(), PhotoOutcome.Failed.class).reason();
        assertTrue(reason.contains("detect them again"), reason);
      }
    }
    FaceList another =
        FaceList.of(Map.of(lab.in.resolve("another.jpg"), new FaceList.Entry(1, 1, List.of())));
    lab.restore = lab.restore.with(SelectionOptions.REFERENCE.withList(another));
    String none = assertThrows(BatchUsageException.class, this::run).getMessage();
    assertTrue(none.contains("--faces lists none of the photos"), none);
  }

  @Test
  void onlyPhotosWhoseListChangesAreDoneAgain() throws Exception {
    photo("a.png", DEEP.bytes());
    photo("b.png", DEEP.bytes());
    PhotoHeader header = PhotoReader.header(DEEP.bytes());
    FaceList.Entry none = new FaceList.Entry(header.height(), header.width(), List.of());
    lab.restore =
        lab.restore.with(
            SelectionOptions.REFERENCE.withList(
                FaceList.of(Map.of(lab.in.resolve("a.png"), none))));
    assertEquals(List.of("a.png copied", "b.png restored"), lab.say(run()));
    assertEquals(List.of("a.png skipped", "b.png skipped"), lab.say(run()));
    lab.restore =
        lab.restore.with(
            SelectionOptions.REFERENCE.withList(
                FaceList.of(Map.of(lab.in.resolve("a.png"), none, lab.in.resolve("b.png"), none))));
    assertEquals(List.of("a.png skipped", "b.png copied"), lab.say(run()));
    lab.restore = lab.restore.with(SelectionOptions.REFERENCE);
    assertEquals(List.of("a.png restored", "b.png restored"), lab.say(run()));
  }

  /** In TIFF files maker notes have to move, which is said. */
  private static List<String> withoutMakerNotes(List<String> warnings) {
    return warnings.stream().filter(w -> !w.startsWith("The maker note")).toList();
  }

  private static void assertHeader(PhotoHeader before, PhotoHeader after) {
    boolean turned = before.format() != PhotoFormat.BMP;
    assertEquals(before.format(), after.format());
    assertEquals(before.channels(), after.channels());
    assertEquals(before.bitsPerChannel(), after.bitsPerChannel());
    assertEquals(before.width(), turned ? after.height() : after.width());
  }

  private static void assertPixels(SampleFile sample, byte[] input, byte[] output) {
    try (Photo before = read(input);
        Photo after = read(output)) {
      assertEquals(sample.lossless(), after.lossless());
      assertEquals(sample.alpha(), after.alpha().isPresent());
      before
          .alpha()
          .ifPresent(a -> assertEquals(0, Pictures.maxDifference(a, after.alpha().orElseThrow())));
      Mat outside = before.colour().clone();
      after.colour().submat(reach(outside)).copyTo(outside.submat(reach(outside)));
      double allowed = sample.lossless() ? 0 : 20;
      assertTrue(Pictures.maxDifference(outside, after.colour()) <= allowed);
      Mat was = before.toBgr8();
      Mat is = after.toBgr8();
      Core.bitwise_not(was, was);
      Rect middle = new Rect(was.cols() / 2 - 20, was.rows() / 2 - 20, 40, 40);
      double[] apart = Pictures.difference(was.submat(middle), is.submat(middle));
      assertTrue(apart[0] <= (sample.lossless() ? 1 : 20), "inverted but for " + apart[0]);
      for (Mat mat : List.of(outside, was, is)) {
        mat.release();
      }
    }
  }

  private static Rect reach(Mat photo) {
    int side = StandInRestorer.CROP + 2 * REACH;
    return new Rect(
        StandInRestorer.corner(photo.cols()) - REACH,
        StandInRestorer.corner(photo.rows()) - REACH,
        side,
        side);
  }

  private static void assertMetadata(PhotoMetadata before, PhotoMetadata after) {
    Map<String, Object> expected = SaidMetadata.of(before.upright("gpen"));
    Map<String, Object> found = new TreeMap<>(SaidMetadata.of(after));
    found.put(
        "texts", after.texts().stream().filter(t -> !t.keyword().equals("Software")).toList());
    assertEquals(expected, found);
    assertEquals(1, after.orientation());
    assertEquals(before.orientation() == 1 ? 1 : SampleFile.ORIENTATION, before.orientation());
    after
        .xmp()
        .map(packet -> new String(packet, StandardCharsets.UTF_8))
        .ifPresent(packet -> assertTrue(packet.contains("tiff:Orientation=\"1\""), packet));
  }

  private static void assertAnotherReaderFindsIt(byte[] file) throws Exception {
    Metadata found = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
    ExifIFD0Directory main = found.getFirstDirectoryOfType(ExifIFD0Directory.class);
    assertEquals("Voigt", main.getString(ExifIFD0Directory.TAG_MAKE));
    assertEquals(1, main.getInt(ExifIFD0Directory.TAG_ORIENTATION));
    assertEquals("gpen", main.getString(ExifIFD0Directory.TAG_SOFTWARE));
    assertEquals(
        "1931:05:17 10:20:30",
        found
            .getFirstDirectoryOfType(ExifSubIFDDirectory.class)
            .getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL));
    assertEquals(
        48.5,
        found.getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation().getLatitude(),
        1e-9);
    assertFalse(found.containsDirectoryOfType(ExifThumbnailDirectory.class));
  }

  @ParameterizedTest
  @EnumSource(
      value = PhotoFormat.class,
      names = {"JPEG", "WEBP", "BMP", "TIFF"})
  void whatAnotherFormatCannotCarryIsNamedByTheOutcome(PhotoFormat format) throws IOException {
    photo("a.png", DEEP.bytes());
    lab.write = new OutputOptions(Optional.of(format), 95, false, false);
    String warnings = String.join("\n", Lab.only(run(), PhotoOutcome.Restored.class).warnings());
    Map<String, String> names =
        Map.of(
            "exif", "EXIF block cannot be stored",
            "xmp", "XMP",
            "iptc", "IPTC",
            "icc", "ICC",
            "resolution", "resolution",
            "texts", "PNG text \"Title\"",
            "pngChunks", "PNG chunk tIME");
    List<String> carried = SaidMetadata.carriedBy(format);
    names.forEach(
        (kind, name) -> assertEquals(!carried.contains(kind), warnings.contains(name), warnings));
    assertEquals(format != PhotoFormat.TIFF, warnings.contains("16-bit values were rounded"));
    assertEquals(format == PhotoFormat.JPEG, warnings.contains("alpha channel was left out"));
    try (Stream<Path> written = Files.list(lab.out)) {
      Path file = written.filter(f -> f.getFileName().toString().startsWith("a.")).findAny().get();
      assertEquals(format, PhotoReader.header(Files.readAllBytes(file)).format());
    }
  }

  @ParameterizedTest
  @EnumSource(PhotoFormat.class)
  void aRestoredPhotoStatesItsProvenance(PhotoFormat format) throws IOException {
    photo("a.png", DEEP.bytes());
    photo("b.png", DEEP.bytes());
    lab.write = new OutputOptions(Optional.of(format), 95, false, true);
    List<String> notes =
        run().outcomes().stream()
            .flatMap(outcome -> outcome.warnings().stream())
            .filter(warning -> warning.contains("do not state"))
            .toList();
    assertEquals(format == PhotoFormat.BMP ? 1 : 0, notes.size(), "named once: " + notes);
    Optional<byte[]> xmp = PhotoReader.metadata(output("a." + format.extension())).xmp();
    assertEquals(format != PhotoFormat.BMP, xmp.isPresent());
    if (xmp.isPresent()) {
      String text = new String(xmp.get(), StandardCharsets.UTF_8);
      String digest = Sha256.of(DEEP.bytes()).hex();
      for (String stated : List.of("compositeWithTrained", "a.png", "a model", digest)) {
        assertTrue(text.contains(stated), stated + " in " + text);
      }
    }
    lab.write = new OutputOptions(Optional.of(format), 95, false, false);
    run().outcomes().forEach(o -> assertInstanceOf(PhotoOutcome.Restored.class, o));
    PhotoReader.metadata(output("a." + format.extension()))
        .xmp()
        .map(packet -> new String(packet, StandardCharsets.UTF_8))
        .ifPresent(packet -> assertFalse(packet.contains("compositeWithTrained"), packet));
  }

  @ParameterizedTest
  @MethodSource("files")
  void strippedFilesHoldTheColourProfileAndNothingElse(SampleFile sample) throws IOException {
    byte[] input = sample.bytes();
    photo(sample.name(), input);
    lab.write = new OutputOptions(Optional.empty(), 95, true);
    Lab.only(run(), PhotoOutcome.Restored.class);
    byte[] output = output(sample.name());
    PhotoMetadata left = PhotoReader.metadata(output);
    assertArrayEquals(PhotoReader.metadata(input).icc().orElseThrow(), left.icc().orElseThrow());
    assertTrue(left.exif().isEmpty() && left.xmp().isEmpty() && left.iptc().isEmpty());
    assertEquals(List.of(), left.comments());
    assertEquals(List.of(), left.texts());
    String bytes = new String(output, StandardCharsets.ISO_8859_1);
    for (String word : List.of("Voigt", "1931", "mutter", "gpen", "xmpmeta")) {
      assertFalse(bytes.contains(word), word);
    }
    try (Photo before = read(input);
        Photo after = read(output)) {
      assertEquals(before.width(), after.width(), "upright without its tag");
    }
  }

  @ParameterizedTest
  @EnumSource(PhotoFormat.class)
  void aGreyPhotoOfThreeChannelsStaysExactlyGrey(PhotoFormat format) throws IOException {
    SampleFile sample = new SampleFile(format, 8, 3, false);
    Mat grey = new Mat(220, 300, CvType.CV_8UC1);
    Core.setRNGSeed(3);
    Core.randu(grey, 0, 256);
    Imgproc.GaussianBlur(grey, grey, new Size(0, 0), 2);
    Core.normalize(grey, grey, 0, 255, Core.NORM_MINMAX);
    Imgproc.cvtColor(grey, grey, Imgproc.COLOR_GRAY2BGR);
    byte[] input = sample.bytes(grey);
    photo(sample.name(), input);
    run();
    try (Photo before = read(input);
        Photo after = read(output(sample.name()))) {
      assertEquals(3, after.colour().channels());
      assertTrue(Pictures.maxDifference(before.colour(), after.colour()) > 100);
      Mat spread = new Mat();
      Core.transform(after.colour(), spread, oppositeOfGrey());
      assertEquals(0, Core.norm(spread, Core.NORM_INF));
      spread.release();
    }
  }

  /** Green less blue, red less green, and blue less red: nothing is left of equal channels. */
  private static Mat oppositeOfGrey() {
    Mat differences = Mat.zeros(3, 3, CvType.CV_32F);
    differences.put(0, 0, -1, 1, 0, 0, -1, 1, 1, 0, -1);
    return differences;
  }

  @ParameterizedTest
  @EnumSource(
      value = PhotoFormat.class,
      names = {"PNG", "TIFF", "WEBP", "BMP"})
  void ofASepiaPhotoTheChromaStaysWithinOneLevel(PhotoFormat format) throws IOException {
    SampleFile sample = new SampleFile(format, 8, 3, false);
    Mat sepia = Pictures.testphoto("curtis-apsaroke-1908.jpg");
    byte[] input = sample.bytes(sepia);
    photo(sample.name(), input);
    run();
    try (Photo before = read(input);
        Photo after = read(output(sample.name()))) {
      assertTrue(Pictures.maxDifference(before.colour(), after.colour()) > 50);
      for (int channel = 1; channel <= 2; channel++) {
        Mat was = chroma(before.colour(), channel);
        Mat is = chroma(after.colour(), channel);
        assertTrue(Pictures.maxDifference(was, is) <= 1, "chroma " + channel);
        was.release();
        is.release();
      }
    }
  }

  private static Mat chroma(Mat bgr, int channel) {
    Mat converted = new Mat();
    Imgproc.cvtColor(bgr, converted, Imgproc.COLOR_BGR2YCrCb);
    Mat chroma = new Mat();
    Core.extractChannel(converted, chroma, channel);
    converted.release();
    return chroma;
  }

  @Test
  void aWrongExtensionKeepsItsNameAndTheContentItsFormat() throws IOException {
    photo("photo.JPG", DEEP.bytes());
    assertEquals(List.of("photo.JPG restored"), lab.say(run()));
    PhotoHeader header = PhotoReader.header(output("photo.JPG"));
    assertEquals(PhotoFormat.PNG, header.format());
    assertEquals(16, header.bitsPerChannel());
  }

  @Test
  void cutFilesFailAndNothingIsWrittenForThem() throws IOException {
    for (SampleFile sample : SampleFile.all()) {
      byte[] file = sample.bytes();
      for (int percent : new int[] {10, 50, 99}) {
        byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
        photo(percent + " % of " + sample.name(), cut);
      }
    }
    BatchSummary summary = run();
    assertEquals(3 * SampleFile.all().size(), summary.outcomes().size());
    for (PhotoOutcome outcome : summary.outcomes()) {
      String name = outcome.input().getFileName().toString();
      if (outcome instanceof PhotoOutcome.Restored restored) {
        // These files end with metadata, and the picture before them is whole.
        assertTrue(name.startsWith("99") && name.matches(".*(webp|tif|bmp)"), name);
        String warnings = restored.warnings().toString();
        assertTrue(
            warnings.matches(".*(XMP|ICC|IPTC).*left out.*|.*left out.*(XMP|ICC|IPTC).*"),
            warnings);
      } else {
        PhotoOutcome.Failed failed = (PhotoOutcome.Failed) outcome;
        assertEquals(PhotoOutcome.Failed.Cause.FILE, failed.cause(), failed.reason());
        assertFalse(Files.exists(lab.out.resolve(name)), name);
      }
    }
  }

  @Test
  void aFaceThatIsKeptLeavesEveryByteAsItWas() throws IOException {
    byte[] input = DEEP.bytes();
    photo("a.png", input);
    lab.restore = lab.restore.with(SelectionOptions.DEFAULTS.withMaxShrink(0.9));
    PhotoOutcome.Copied copied = Lab.only(run(), PhotoOutcome.Copied.class);
    assertTrue(copied.reason().contains("larger than the model can give back"), copied.reason());
    assertArrayEquals(input, output("a.png"));
  }

  @Test
  void aPhotoOfWhichNoFaceIsChosenDoesNotClaimToHaveNone() throws IOException {
    photo("a.png", DEEP.bytes());
    lab.restore = lab.restore.with(SelectionOptions.DEFAULTS.withNumbers(List.of(99), List.of()));
    PhotoOutcome.Copied copied = Lab.only(run(), PhotoOutcome.Copied.class);
    assertTrue(copied.reason().endsWith("found, none chosen"), copied.reason());
  }

  @Test
  void aPhotoIsFilledWhereItsMaskIsWhite() throws IOException {
    byte[] input = DEEP.bytes();
    photo("a.png", input);
    photo("none.png", input);
    photo("small.png", input);
    Path masks = Files.createDirectories(root.resolve("masks"));
    Photo whole = PhotoReader.read(input, Long.MAX_VALUE);
    int width = whole.width();
    int height = whole.height();
    Files.write(masks.resolve("a.png"), mask(width, height));
    Files.write(masks.resolve("small.bmp"), mask(width - 1, height));
    lab.restore = lab.restore.with(new FaceTask.Inpaint(masks));
    assertEquals(
        List.of("a.png restored", "none.png copied", "small.png failed SURROUNDINGS"),
        lab.say(run()));
    assertArrayEquals(input, output("none.png"));
    try (Photo filled = PhotoReader.read(output("a.png"), Long.MAX_VALUE)) {
      int x = width / 2;
      int y = height / 2;
      assertFalse(Arrays.equals(filled.colour().get(y, x), whole.colour().get(y, x)));
      assertArrayEquals(whole.colour().get(y, x + 4), filled.colour().get(y, x + 4));
    }
    assertTrue(lab.say(run()).contains("a.png skipped"));
    Files.write(masks.resolve("none.png"), mask(width, height));
    assertEquals(
        List.of("a.png skipped", "none.png restored", "small.png known failed SURROUNDINGS"),
        lab.say(run()));
  }

  @Test
  void masksInsideTheInputAreNoPhotosAndMustBeThere() throws IOException {
    photo("a.png", DEEP.bytes());
    Path inside = Files.createDirectories(lab.in.resolve("masks"));
    lab.restore = lab.restore.with(new FaceTask.Inpaint(inside.resolve("none")));
    String missing = assertThrows(BatchUsageException.class, this::run).getMessage();
    assertTrue(missing.contains("--masks"), missing);
    assertFalse(Files.exists(lab.out));
    lab.restore = lab.restore.with(new FaceTask.Inpaint(lab.in));
    assertThrows(BatchUsageException.class, this::run);
    Photo whole = PhotoReader.read(DEEP.bytes(), Long.MAX_VALUE);
    Files.write(inside.resolve("a.png"), mask(whole.width(), whole.height()));
    whole.close();
    lab.restore = lab.restore.with(new FaceTask.Inpaint(inside));
    assertEquals(List.of("a.png restored"), lab.say(run()));
  }

  /** {@return a file that is white in the four pixels from the middle on} */
  private static byte[] mask(int width, int height) {
    Mat mask = Mat.zeros(height, width, CvType.CV_8U);
    mask.submat(height / 2, height / 2 + 1, width / 2, width / 2 + 4).setTo(Scalar.all(255));
    MatOfByte file = new MatOfByte();
    Imgcodecs.imencode(".png", mask, file);
    return file.toArray();
  }
}
