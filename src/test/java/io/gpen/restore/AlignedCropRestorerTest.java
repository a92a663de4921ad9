package io.gpen.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.face.FaceOutcome;
import io.gpen.face.Pictures;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoException;
import io.gpen.paste.PasteOptions;
import io.gpen.restore.RestoreOptions.Mono;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class AlignedCropRestorerTest {

  static {
    OpenCv.load();
  }

  private static PastedPhoto restore(Photo photo, UnaryOperator<Mat> generator, double alpha) {
    RestoreOptions options =
        RestoreOptions.REFERENCE
            .with(SelectionOptions.DEFAULTS)
            .with(PasteOptions.REFERENCE.withAlpha(alpha))
            .with(Mono.AUTO)
            .forAlignedCrops();
    return new AlignedCropRestorer(
            new FakeStages.Generator(256, generator), Optional.empty(), options)
        .restore(photo);
  }

  private static Mat crop() {
    return Pictures.bgr(Shared.file("vectors/align/crop-astronaut-eileen-collins-0.png"));
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 300})
  void theWholePictureIsRestoredAtTheGeneratorsSize(int side) {
    Mat input = new Mat();
    Imgproc.resize(crop(), input, new Size(side, side), 0, 0, Imgproc.INTER_AREA);
    Mat expected = new Mat();
    Imgproc.resize(input, expected, new Size(256, 256), 0, 0, Imgproc.INTER_LINEAR);
    try (PastedPhoto restored = restore(Pictures.photo(input.clone()), FakeStages::inverted, 1)) {
      Mat result = restored.photo().orElseThrow().colour();
      assertEquals(0, Pictures.maxDifference(FakeStages.inverted(expected), result));
      assertEquals(side / 256.0, restored.faces().get(0).shrink(), 1e-9);
      assertEquals(
          0, Pictures.maxDifference(expected, restored.restored().get(0).aligned().crop()));
      assertFalse(restored.mono());
    }
  }

  @Test
  void sixteenBitsGreyAndAlphaStayWhatTheyAre() {
    Mat deep = new Mat(256, 256, CvType.CV_16UC1, Scalar.all(30003));
    Photo photo = Pictures.photo(deep.clone(), Optional.of(deep.clone()));
    try (PastedPhoto restored = restore(photo, Mat::clone, 1)) {
      Photo after = restored.photo().orElseThrow();
      assertEquals(0, Pictures.maxDifference(deep, after.colour()));
      assertEquals(0, Pictures.maxDifference(deep, after.alpha().orElseThrow()));
      assertTrue(restored.mono());
    }
    Photo smaller =
        Pictures.photo(
            new Mat(200, 200, CvType.CV_16UC3, Scalar.all(1000)),
            Optional.of(new Mat(200, 200, CvType.CV_16UC1, Scalar.all(7))));
    try (PastedPhoto restored = restore(smaller, FakeStages::inverted, 1)) {
      Photo after = restored.photo().orElseThrow();
      assertEquals(CvType.CV_16UC3, after.colour().type());
      assertEquals(256, after.alpha().orElseThrow().rows());
      assertEquals(7, after.alpha().orElseThrow().get(100, 100)[0]);
      assertEquals(257 * (251 - 4) + 1000, after.colour().get(9, 9)[0], 1);
    }
  }

  @Test
  void alphaMixesInTheInput() {
    Mat input = new Mat(256, 256, CvType.CV_8UC3, new Scalar(200, 100, 0));
    try (PastedPhoto restored = restore(Pictures.photo(input), FakeStages::inverted, 0)) {
      assertEquals(200, restored.photo().orElseThrow().colour().get(5, 5)[0]);
    }
  }

  @Test
  void aCropFinerThanTheGeneratorIsKept() {
    try (PastedPhoto restored = restore(Pictures.photo(crop()), Mat::clone, 1)) {
      assertTrue(restored.photo().isEmpty());
      assertInstanceOf(FaceOutcome.Kept.class, restored.faces().get(0));
    }
  }

  @Test
  void aPictureThatIsNoSquareIsNoAlignedCrop() {
    Mat wide = new Mat(100, 140, CvType.CV_8UC3, Scalar.all(9));
    PhotoException failed =
        assertThrows(
            PhotoException.class, () -> restore(Pictures.photo(wide), Mat::clone, 1).close());
    assertTrue(failed.getMessage().contains("140 x 100"), failed.getMessage());
  }

  @Test
  void aCropOfWhichTheGeneratorReturnsNoFiniteValuesFails() {
    try (PastedPhoto restored =
        restore(Pictures.photo(new Mat(256, 256, CvType.CV_8UC3)), c -> new Mat(), 1)) {
      assertTrue(restored.photo().isEmpty());
      assertInstanceOf(FaceOutcome.Failed.class, restored.faces().get(0));
    }
  }
}
