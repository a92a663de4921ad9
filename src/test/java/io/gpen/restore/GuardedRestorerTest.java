package io.gpen.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.detect.RetinaFaceDetector;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Landmarks;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import io.gpen.face.StoredFaces;
import io.gpen.generate.FaceGenerator;
import io.gpen.guard.GuardOptions;
import io.gpen.guard.GuardOptions.Mode;
import io.gpen.torchscript.Precision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Mat;

/** Faces that a rule objects to, and those of photographs, to which none may object. */
class GuardedRestorerTest {

  private static final String PHOTO = "curtis-apsaroke-1908.jpg";

  private static Networks networks;
  private static RetinaFaceDetector detector;
  private static FaceGenerator shipped;

  @BeforeAll
  static void load() throws IOException {
    networks = new Networks();
    detector = networks.ownDetector();
    shipped = networks.shippedGenerator(Precision.FP32);
  }

  @AfterAll
  static void close() throws IOException {
    networks.close();
  }

  private static RestoreOptions options(Mode mode) {
    return RestoreOptions.REFERENCE.with(new GuardOptions(mode, Optional.empty()));
  }

  private static PastedPhoto inverted(Mode mode) {
    FaceGenerator generator = new FakeStages.Generator(512, FakeStages::inverted);
    return new FacePhotoRestorer(
            detector,
            generator,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            options(mode))
        .restore(Pictures.photo(Pictures.testphoto(PHOTO)));
  }

  @Test
  void aFaceThatComesOutWrongStaysAsItIs() {
    try (PastedPhoto photo = inverted(Mode.KEEP)) {
      assertTrue(photo.photo().isEmpty());
      assertEquals(2, photo.faces().size());
      for (FaceOutcome face : photo.faces()) {
        assertEquals(Rule.CONSISTENCY, assertInstanceOf(FaceOutcome.Kept.class, face).rule());
      }
    }
  }

  @Test
  void orIsRestoredWithAWarningOrWithout() {
    try (PastedPhoto warned = inverted(Mode.WARN);
        PastedPhoto silent = inverted(Mode.OFF)) {
      assertEquals(2, warned.restored().size());
      assertEquals(2, warned.warnings().size());
      assertTrue(warned.warnings().get(0).contains("light and shade"), warned.warnings().get(0));
      assertEquals(2, silent.restored().size());
      assertEquals(List.of(), silent.warnings());
    }
  }

  @Test
  void alignedCropsAreComparedAsWell() {
    FaceGenerator generator = new FakeStages.Generator(512, FakeStages::inverted);
    RestoreOptions options = options(Mode.KEEP).forAlignedCrops();
    Mat crop = Pictures.testphoto("astronaut-eileen-collins.jpg");
    try (PastedPhoto photo =
        new AlignedCropRestorer(generator, Optional.empty(), options)
            .restore(Pictures.photo(crop))) {
      assertEquals(1, photo.kept());
    }
  }

  @Test
  void landmarksThatNoFaceHasDoNotReachTheGenerator() {
    Face face = StoredFaces.of(PHOTO).get(0);
    Landmarks p = face.landmarks();
    Landmarks wrong =
        new Landmarks(p.rightEye(), p.leftEye(), p.nose(), p.leftMouth(), p.rightMouth());
    List<Face> faces = List.of(new Face(face.box(), face.score(), wrong));
    for (Mode mode : Mode.values()) {
      FakeStages.Generator generator = new FakeStages.Generator(512, Mat::clone);
      try (PastedPhoto photo =
          new FacePhotoRestorer(
                  new FakeStages.Detector(faces),
                  generator,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  options(mode))
              .restore(Pictures.photo(Pictures.testphoto(PHOTO)))) {
        assertEquals(mode == Mode.KEEP ? 0 : 1, generator.seen.size());
        assertEquals(mode == Mode.WARN, !photo.warnings().isEmpty());
        if (mode == Mode.KEEP) {
          FaceOutcome.Kept kept = assertInstanceOf(FaceOutcome.Kept.class, photo.faces().get(0));
          assertEquals(Rule.GEOMETRY, kept.rule());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"curtis-apsaroke-1908", "mark-twain-1907", "astronaut-eileen-collins"})
  void whatTheDefaultModelMakesOfPhotographsIsAccepted(String name) {
    RestoreOptions options = options(Mode.KEEP);
    try (PastedPhoto photo =
        new FacePhotoRestorer(
                detector, shipped, Optional.empty(), Optional.empty(), Optional.empty(), options)
            .restore(Pictures.photo(Pictures.testphoto(name + ".jpg")))) {
      assertTrue(photo.restored().size() > 0);
      assertEquals(0, photo.kept());
    }
  }
}
