package io.gpen.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.detect.RetinaFaceDetector;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import io.gpen.generate.GpenGenerator;
import io.gpen.paste.PasteOptions;
import io.gpen.torchscript.Precision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Rect;

/** Whole photos through the project's own detector and generator. */
class RealNetworksTest {

  private static Networks networks;
  private static FacePhotoRestorer restorer;
  private static FacePhotoRestorer cautious;
  private static RetinaFaceDetector detector;

  @BeforeAll
  static void load() throws IOException {
    networks = new Networks();
    detector = networks.ownDetector();
    GpenGenerator generator = networks.shippedGenerator(Precision.FP32);
    RestoreOptions all =
        RestoreOptions.DEFAULTS
            .with(SelectionOptions.REFERENCE)
            .with(PasteOptions.DEFAULTS.withBlend(false));
    restorer =
        new FacePhotoRestorer(
            detector, generator, Optional.empty(), Optional.empty(), Optional.empty(), all);
    RestoreOptions few = all.with(SelectionOptions.DEFAULTS.withMaxShrink(0.1));
    cautious =
        new FacePhotoRestorer(
            detector, generator, Optional.empty(), Optional.empty(), Optional.empty(), few);
  }

  @AfterAll
  static void close() throws IOException {
    networks.close();
  }

  @ParameterizedTest
  @CsvSource({
    "solvay-1927, 29, 2",
    "greek-immigrants-1905, 20, 2",
    "migrant-mother-1936, 1, 0",
    "curtis-apsaroke-1908, 2, 0",
    "astronaut-eileen-collins, 1, 0",
    "san-francisco-1851-noface, 0, 0"
  })
  void theFacesOfTheTestPhotographsAreFound(String name, int faces, int give) {
    try (PreparedPhoto prepared =
        restorer.prepare(Pictures.photo(Pictures.testphoto(name + ".jpg")))) {
      assertEquals(faces, prepared.waiting().size(), give, name);
    }
  }

  @ParameterizedTest
  @CsvSource({"mark-twain-1907", "congress-john-lewis"})
  void facesFinerThanTheGeneratorAreKept(String name) {
    try (PastedPhoto restored =
        cautious.restore(Pictures.photo(Pictures.testphoto(name + ".jpg")))) {
      assertEquals(1, restored.kept());
      assertEquals(1, restored.faces().size());
      assertTrue(restored.photo().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"astronaut-eileen-collins", "migrant-mother-1936", "mark-twain-1907"})
  void sharpFacesAreKeptWithoutAskingTheGenerator(String name) throws IOException {
    PhotoRestorer blending =
        new FacePhotoRestorer(
            detector,
            networks.shippedGenerator(Precision.FP32),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            RestoreOptions.DEFAULTS);
    try (PreparedPhoto prepared =
        blending.prepare(Pictures.photo(Pictures.testphoto(name + ".jpg")))) {
      assertEquals(List.of(), prepared.waiting());
      FaceOutcome.Kept kept = (FaceOutcome.Kept) prepared.outcomes().get(0);
      assertEquals(FaceOutcome.Rule.SHARP, kept.rule());
      assertEquals("already sharper than the model can give back", kept.reason());
    }
  }

  @ParameterizedTest
  @CsvSource({"curtis-apsaroke-1908", "astronaut-eileen-collins"})
  void restoredFacesAreChangedAndFoundAgainInTheirPlace(String name) {
    Mat before = Pictures.testphoto(name + ".jpg");
    try (PastedPhoto restored = restorer.restore(Pictures.photo(before.clone()))) {
      Mat after = restored.photo().orElseThrow().colour();
      List<Face> again = detector.detect(after, 0.9);
      assertEquals(restored.faces().size(), restored.restored().size());
      for (FaceOutcome face : restored.faces()) {
        double overlap =
            again.stream().mapToDouble(f -> f.box().overlap(face.face().box())).max().orElse(0);
        double[] change = change(before, after, face.face());
        System.out.printf(
            "%s: found again with overlap %.3f; changed by %.1f levels, in the mean by %.2f%n",
            name, overlap, change[1], change[0]);
        assertTrue(overlap > 0.8, "overlap " + overlap);
        assertTrue(change[1] > 1, "changed by " + change[1]);
        assertTrue(Math.abs(change[0]) < 12, "brighter by " + change[0]);
      }
    }
  }

  /** By how much a face became brighter, and by how much its pixels changed. */
  private static double[] change(Mat before, Mat after, Face face) {
    Rect box =
        new Rect(
            (int) face.box().x1(),
            (int) face.box().y1(),
            (int) face.box().width(),
            (int) face.box().height());
    Mat apart = new Mat();
    Core.absdiff(before.submat(box), after.submat(box), apart);
    MatOfDouble was = new MatOfDouble();
    MatOfDouble is = new MatOfDouble();
    Core.meanStdDev(before.submat(box), was, new MatOfDouble());
    Core.meanStdDev(after.submat(box), is, new MatOfDouble());
    double brighter = is.toArray()[1] - was.toArray()[1];
    return new double[] {brighter, Core.mean(apart).val[1]};
  }
}
