package io.gpen.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.FaceOutcome;
import io.gpen.face.Landmarks;
import io.gpen.face.Pictures;
import io.gpen.face.Point;
import io.gpen.face.StoredFaces;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.paste.PasteOptions;
import io.gpen.restore.RestoreOptions.Mono;
import io.gpen.restore.SelectionOptions.FaceChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class FacePhotoRestorerTest {

  static {
    OpenCv.load();
  }

  private static final double OFF = Double.POSITIVE_INFINITY;

  /** What a user gets but for what judges the generator, as stand-ins are no good ones. */
  private static final RestoreOptions PLAIN = options(1.5, 1, Mono.AUTO);

  private static RestoreOptions options(double maxShrink, double alpha, Mono mono) {
    return RestoreOptions.REFERENCE
        .with(SelectionOptions.REFERENCE.withMaxShrink(maxShrink))
        .with(PasteOptions.REFERENCE.withAlpha(alpha))
        .with(mono);
  }

  private static FacePhotoRestorer restorer(
      List<Face> faces, int size, UnaryOperator<Mat> generator, RestoreOptions options) {
    return new FacePhotoRestorer(
        new FakeStages.Detector(faces),
        new FakeStages.Generator(size, generator),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        options);
  }

  private static PastedPhoto restore(
      String name, int size, UnaryOperator<Mat> generator, RestoreOptions options) {
    return restorer(StoredFaces.of(name), size, generator, options)
        .restore(Pictures.photo(Pictures.testphoto(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "solvay-1927, identity, 1",
    "solvay-1927, inverted, 1",
    "migrant-mother-1936, identity, 1",
    "migrant-mother-1936, inverted, 1",
    "migrant-mother-1936, inverted, 0.4",
    "astronaut-eileen-collins, inverted, 1"
  })
  void withStandInsForTheNetworksPhotosComeOutAsFromTheReference(
      String name, String generator, double alpha) {
    String file = name + "." + generator + (alpha < 1 ? ".alpha" + alpha : "") + ".png";
    Mat expected = Pictures.bgr(Shared.file("vectors/pipeline/" + file));
    UnaryOperator<Mat> function = generator.equals("inverted") ? FakeStages::inverted : Mat::clone;
    try (PastedPhoto restored =
        restore(name + ".jpg", 512, function, options(OFF, alpha, Mono.OFF))) {
      double[] apart = Pictures.difference(expected, restored.photo().orElseThrow().colour());
      System.out.printf("pipeline of %s: %.0f levels, mean %.2g%n", file, apart[0], apart[1]);
      assertTrue(apart[0] <= 2 && apart[1] < 0.05);
    }
  }

  @Test
  void aFaceLargerThanTheGeneratorIsKeptAndThePhotoIsLeftAlone() {
    try (PastedPhoto twain = restore("mark-twain-1907.jpg", 256, Mat::clone, PLAIN);
        PastedPhoto lewis = restore("congress-john-lewis.jpg", 256, Mat::clone, PLAIN)) {
      for (PastedPhoto photo : List.of(twain, lewis)) {
        assertTrue(photo.photo().isEmpty());
        assertEquals(1, photo.kept());
        assertEquals(0, photo.restored().size());
      }
      assertEquals(2.2, twain.faces().get(0).shrink(), 0.05);
      FaceOutcome.Kept kept = assertInstanceOf(FaceOutcome.Kept.class, twain.faces().get(0));
      assertTrue(kept.reason().endsWith("pixels wide, the model's 256"), kept.reason());
      assertEquals(3.5, lewis.faces().get(0).shrink(), 0.05);
    }
    try (PastedPhoto off =
        restore("mark-twain-1907.jpg", 256, Mat::clone, options(OFF, 1, Mono.AUTO))) {
      assertTrue(off.photo().isPresent());
      assertEquals(2.2, off.faces().get(0).shrink(), 0.05);
    }
  }

  @Test
  void photosWithoutFacesAreLeftAlone() {
    try (PastedPhoto none = restore("san-francisco-1851-noface.jpg", 256, Mat::clone, PLAIN)) {
      assertTrue(none.photo().isEmpty());
      assertEquals(List.of(), none.faces());
    }
  }

  @Test
  void oneFaceThatCannotBeAlignedOrRestoredDoesNotHoldUpTheOthers() {
    List<Face> faces = new ArrayList<>(StoredFaces.of("curtis-apsaroke-1908.jpg"));
    Point p = new Point(100, 100);
    faces.add(1, new Face(new FaceBox(90, 90, 120, 120), 0.998, new Landmarks(p, p, p, p, p)));
    Point no = new Point(Double.NaN, 3);
    faces.add(2, new Face(new FaceBox(0, 0, 20, 20), 0.9979, new Landmarks(no, p, p, p, no)));
    int[] calls = {0};
    UnaryOperator<Mat> secondFails =
        crop -> calls[0]++ == 1 ? new Mat() : FakeStages.inverted(crop);
    Mat before = Pictures.testphoto("curtis-apsaroke-1908.jpg");
    FacePhotoRestorer restorer = restorer(faces, 256, secondFails, options(OFF, 1, Mono.AUTO));
    try (PastedPhoto restored = restorer.restore(Pictures.photo(before.clone()))) {
      assertInstanceOf(FaceOutcome.Restored.class, restored.faces().get(0));
      for (FaceOutcome outcome : restored.faces().subList(1, 4)) {
        FaceOutcome.Failed failed = assertInstanceOf(FaceOutcome.Failed.class, outcome);
        assertFalse(failed.reason().isEmpty());
        assertTrue(Double.isFinite(failed.shrink()));
      }
      FaceOutcome.Failed notFinite = (FaceOutcome.Failed) restored.faces().get(3);
      assertEquals("the model gave no picture for it: NaN or infinite values", notFinite.reason());
      assertEquals(1, restored.restored().size());
      Mat after = restored.photo().orElseThrow().colour();
      Point failed = faces.get(3).landmarks().nose();
      assertEquals(
          before.get((int) failed.y(), (int) failed.x())[1],
          after.get((int) failed.y(), (int) failed.x())[1]);
    }
  }

  @Test
  void whenNoFaceCanBeRestoredThePhotoIsLeftAlone() {
    try (PastedPhoto restored = restore("solvay-1927.jpg", 256, crop -> new Mat(), PLAIN)) {
      assertTrue(restored.photo().isEmpty());
      assertEquals(29, restored.faces().size());
      assertTrue(restored.faces().stream().allMatch(FaceOutcome.Failed.class::isInstance));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2147483647, ALL, 2",
    "100, 2147483647, ALL, 1",
    "0, 1, ALL, 1",
    "0, 0, ALL, 0",
    "0, 2147483647, LARGEST, 1",
    "0, 2147483647, CENTRE, 1"
  })
  void optionsChooseTheFaces(double minFace, int maxFaces, FaceChoice choice, int expected) {
    RestoreOptions options =
        RestoreOptions.REFERENCE.with(
            new SelectionOptions(
                minFace, maxFaces, choice, OFF, List.of(), List.of(), FaceList.NONE));
    String name = "curtis-apsaroke-1908.jpg";
    List<Face> faces = StoredFaces.of(name);
    try (PastedPhoto restored = restore(name, 256, Mat::clone, options)) {
      assertEquals(expected, restored.faces().size());
      if (expected == 1) {
        // The middle of the photo (315, 394) is nearer to the child, whose box is smaller.
        Face one = faces.get(choice == FaceChoice.CENTRE ? 1 : 0);
        assertEquals(one, restored.faces().get(0).face());
      }
    }
  }

  @Test
  void facesAreChosenByTheirNumbers() {
    String name = "curtis-apsaroke-1908.jpg";
    List<Face> faces = StoredFaces.of(name);
    SelectionOptions all = SelectionOptions.REFERENCE;
    for (SelectionOptions second :
        List.of(
            all.withNumbers(List.of(2, 7), List.of()),
            all.withNumbers(List.of(), List.of(1)),
            all.withNumbers(List.of(1, 2), List.of(1)))) {
      try (PastedPhoto restored =
          restore(name, 256, Mat::clone, RestoreOptions.REFERENCE.with(second))) {
        assertEquals(1, restored.faces().size(), second.toString());
        assertEquals(faces.get(1), restored.faces().get(0).face());
        assertEquals(2, restored.number(faces.get(1)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"AUTO, true", "ON, true", "OFF, false"})
  void ofASepiaPhotoOnlyTheLightnessChangesUnlessTold(Mono mono, boolean kept) {
    UnaryOperator<Mat> red = crop -> new Mat(256, 256, CvType.CV_8UC3, new Scalar(0, 0, 255));
    Mat before = Pictures.testphoto("curtis-apsaroke-1908.jpg");
    try (PastedPhoto restored =
        restore("curtis-apsaroke-1908.jpg", 256, red, options(OFF, 1, mono))) {
      assertEquals(kept, restored.mono());
      Mat after = restored.photo().orElseThrow().colour();
      double[] was = before.get(250, 250);
      double[] is = after.get(250, 250);
      assertEquals(kept, was[2] - was[0] == is[2] - is[0]);
    }
  }

  @Test
  void aColourPhotoTakesTheColourOfTheFace() {
    UnaryOperator<Mat> red = crop -> new Mat(512, 512, CvType.CV_8UC3, new Scalar(0, 0, 255));
    try (PastedPhoto restored = restore("astronaut-eileen-collins.jpg", 512, red, PLAIN)) {
      assertFalse(restored.mono());
      assertEquals(255, restored.photo().orElseThrow().colour().get(120, 224)[2], 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"AUTO, true", "ON, true", "OFF, false"})
  void theGeneratorSeesAndGivesTonedFacesInGreyUnlessTold(Mono mono, boolean grey) {
    UnaryOperator<Mat> tinted =
        crop -> {
          Mat result = new Mat();
          Core.add(crop, new Scalar(20, 0, 0), result);
          return result;
        };
    FakeStages.Generator generator = new FakeStages.Generator(256, tinted);
    String sepia = "curtis-apsaroke-1908.jpg";
    try (PastedPhoto restored =
        new FacePhotoRestorer(
                new FakeStages.Detector(StoredFaces.of(sepia)),
                generator,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                options(OFF, 1, mono))
            .restore(Pictures.photo(Pictures.testphoto(sepia)))) {
      assertEquals(grey, isGrey(generator.seen.get(0)));
      assertEquals(grey, isGrey(restored.restored().get(0).crop()));
    }
  }

  private static boolean isGrey(Mat crop) {
    List<Mat> channels = new ArrayList<>();
    Core.split(crop, channels);
    return Pictures.maxDifference(channels.get(0), channels.get(1)) == 0
        && Pictures.maxDifference(channels.get(1), channels.get(2)) == 0;
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 9"})
  void theToneOfTheLargeScaleStaysUnlessTold(boolean keep, double shift) {
    UnaryOperator<Mat> lighter =
        crop -> {
          Mat result = new Mat();
          Core.add(crop, Scalar.all(9), result);
          return result;
        };
    RestoreOptions options =
        RestoreOptions.REFERENCE.with(PasteOptions.REFERENCE.withKeepTone(keep));
    Mat before = Pictures.testphoto("migrant-mother-1936.jpg");
    try (PastedPhoto restored = restore("migrant-mother-1936.jpg", 512, lighter, options)) {
      Face face = restored.faces().get(0).face();
      int x = (int) face.box().centre().x();
      int y = (int) face.box().centre().y();
      double is = restored.photo().orElseThrow().colour().get(y, x)[0];
      assertEquals(before.get(y, x)[0] + shift, is, 2);
    }
  }

  @Test
  void theShareOfAFaceFollowsFromItsSharpness() {
    RestoreOptions options = RestoreOptions.REFERENCE.with(PasteOptions.REFERENCE.withBlend(true));
    try (PastedPhoto crowd = restore("solvay-1927.jpg", 512, Mat::clone, options);
        PastedPhoto portrait = restore("mark-twain-1907.jpg", 512, Mat::clone, options)) {
      // Soft in the crop, but nearly as sharp as the pixels of the photo allow.
      assertTrue(crowd.restored().stream().allMatch(face -> face.share() > 0.05));
      assertTrue(crowd.restored().stream().allMatch(face -> face.share() < 0.6));
      assertEquals(29, crowd.restored().size());
      FaceOutcome.Kept kept = assertInstanceOf(FaceOutcome.Kept.class, portrait.faces().get(0));
      assertEquals(FaceOutcome.Rule.SHARP, kept.rule());
      assertTrue(portrait.photo().isEmpty());
    }
  }

  @Test
  void greyAndAlphaAndEverythingElseOfThePhotoStay() {
    Mat grey = Pictures.testphoto("solvay-1927.jpg");
    Imgproc.cvtColor(grey, grey, Imgproc.COLOR_BGR2GRAY);
    Mat alpha = new Mat(grey.size(), CvType.CV_8U);
    Core.randu(alpha, 0, 256);
    Photo photo = Pictures.photo(grey, Optional.of(alpha.clone()));
    FacePhotoRestorer restorer =
        restorer(StoredFaces.of("solvay-1927.jpg"), 256, FakeStages::inverted, PLAIN);
    try (PastedPhoto restored = restorer.restore(photo)) {
      Photo after = restored.photo().orElseThrow();
      assertTrue(after.isGrey());
      assertTrue(restored.mono());
      assertEquals(0, Pictures.maxDifference(alpha, after.alpha().orElseThrow()));
      assertEquals(photo.format(), after.format());
      assertSame(photo.metadata(), after.metadata());
      assertEquals(photo.warnings(), after.warnings());
      assertEquals(29, restored.restored().size());
      FaceOutcome.Restored first = restored.restored().get(0);
      Mat before = first.aligned().crop();
      assertEquals(256, before.rows());
      assertEquals(0, Pictures.maxDifference(FakeStages.inverted(before), first.crop()));
    }
  }

  @Test
  void photosTogetherComeOutAsOneByOne() {
    FacePhotoRestorer restorer =
        restorer(StoredFaces.of("migrant-mother-1936.jpg"), 256, FakeStages::inverted, PLAIN);
    Photo photo = Pictures.photo(Pictures.testphoto("migrant-mother-1936.jpg"));
    Photo darker = photo.withColour(darker(photo.colour()));
    try (PreparedPhoto first = restorer.prepare(photo);
        PreparedPhoto second = restorer.prepare(darker)) {
      assertEquals(2, first.waiting().size());
      restorer.generate(List.of(first, second));
      // As after a failure of both together: nothing is left to do.
      restorer.generate(List.of(first));
      for (PreparedPhoto one : List.of(first, second)) {
        List<FaceOutcome.Restored> faces = FaceOutcome.restored(one.outcomes());
        assertEquals(2, faces.size());
        for (FaceOutcome.Restored face : faces) {
          Mat expected = FakeStages.inverted(face.aligned().crop());
          assertEquals(0, Pictures.maxDifference(expected, face.crop()));
        }
      }
    }
  }

  @Test
  void afterAFailureOfTheGeneratorTheFacesAreStillWaiting() {
    RuntimeException failure = new IllegalStateException("out of memory");
    boolean[] fails = {true};
    UnaryOperator<Mat> once =
        crop -> {
          if (fails[0]) {
            throw failure;
          }
          return crop.clone();
        };
    FacePhotoRestorer restorer =
        restorer(StoredFaces.of("migrant-mother-1936.jpg"), 256, once, PLAIN);
    Photo photo = Pictures.photo(Pictures.testphoto("migrant-mother-1936.jpg"));
    try (PreparedPhoto prepared = restorer.prepare(photo)) {
      assertSame(
          failure,
          assertThrows(RuntimeException.class, () -> restorer.generate(List.of(prepared))));
      assertThrows(IllegalStateException.class, () -> restorer.paste(prepared));
      fails[0] = false;
      restorer.generate(List.of(prepared));
      try (PastedPhoto pasted = restorer.paste(prepared)) {
        assertEquals(2, pasted.restored().size());
      }
    }
  }

  private static Mat darker(Mat picture) {
    Mat darker = new Mat();
    picture.convertTo(darker, -1, 0.5);
    return darker;
  }

  @Test
  void theOutcomeOutlivesThePreparedPhoto() {
    FacePhotoRestorer restorer =
        restorer(StoredFaces.of("migrant-mother-1936.jpg"), 256, Mat::clone, PLAIN);
    PreparedPhoto prepared =
        restorer.prepare(Pictures.photo(Pictures.testphoto("migrant-mother-1936.jpg")));
    assertEquals(2 * 2 * 256 * 256 * 3, prepared.cropBytes());
    restorer.generate(List.of(prepared));
    PastedPhoto restored = restorer.paste(prepared);
    prepared.close();
    assertTrue(prepared.photo().colour().empty());
    assertEquals(1396, restored.photo().orElseThrow().width());
    FaceOutcome.Restored second = restored.restored().get(1);
    assertEquals(256, second.aligned().crop().cols());
    restored.close();
    assertTrue(second.crop().empty());
    assertTrue(second.aligned().crop().empty());
  }

  @Test
  void aFailedDetectionClosesThePhoto() {
    Photo photo = Pictures.photo(Mat.zeros(100, 100, CvType.CV_8UC3));
    FaceDetector broken =
        new FaceDetector() {
          @Override
          public List<Face> detect(Mat view, double minScore) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void close() {}
        };
    FacePhotoRestorer restorer =
        new FacePhotoRestorer(
            broken,
            new FakeStages.Generator(64, Mat::clone),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PLAIN);
    assertThrows(IllegalStateException.class, () -> restorer.prepare(photo));
    assertTrue(photo.colour().empty());
  }

  @Test
  void aCropThatCannotBeMeasuredClosesAllOfThePhoto() {
    Face face = StoredFaces.of("curtis-apsaroke-1908.jpg").get(0);
    FaceGenerator broken =
        new FaceGenerator() {
          @Override
          public int size() {
            return 512;
          }

          @Override
          public int batch() {
            return 1;
          }

          @Override
          public double share(double blur, double magnification) {
            throw new IllegalStateException("broken");
          }

          @Override
          public List<GeneratedCrop> restore(List<Mat> crops) {
            throw new AssertionError("not reached");
          }

          @Override
          public void close() {}
        };
    Photo photo = Pictures.photo(Pictures.testphoto("curtis-apsaroke-1908.jpg"));
    FacePhotoRestorer restorer =
        new FacePhotoRestorer(
            new FakeStages.Detector(List.of(face)),
            broken,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PLAIN.with(PLAIN.paste().withBlend(true)));
    assertThrows(IllegalStateException.class, () -> restorer.prepare(photo));
    assertTrue(photo.colour().empty());
  }
}
