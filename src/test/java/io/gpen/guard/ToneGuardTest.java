package io.gpen.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceAligner;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Pictures;
import io.gpen.face.StoredFaces;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class ToneGuardTest {

  private static AlignedFace aligned(String name, int face) {
    FaceAligner aligner = new FaceAligner(512);
    Face found = StoredFaces.of(name + ".jpg").get(face);
    Mat photo = Pictures.testphoto(name + ".jpg");
    return aligner.crop(photo, found, aligner.toCrop(found).orElseThrow());
  }

  private static Optional<Objection> check(AlignedFace before, Mat restored) {
    return new ToneGuard().check(List.of(new FaceGuard.Pair(before, restored))).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "astronaut-eileen-collins, 0",
    "migrant-mother-1936, 0",
    "solvay-1927, 0",
    "solvay-1927, 28"
  })
  void moreOrLessDetailIsNoDifference(String name, int face) {
    AlignedFace before = aligned(name, face);
    Mat soft = new Mat();
    Imgproc.GaussianBlur(before.crop(), soft, new Size(0, 0), 4);
    Mat sharp = new Mat();
    Core.addWeighted(before.crop(), 2, soft, -1, 0, sharp);
    assertEquals(Optional.empty(), check(before, before.crop()));
    assertEquals(Optional.empty(), check(before, soft));
    assertEquals(Optional.empty(), check(before, sharp));
  }

  @ParameterizedTest
  @CsvSource({"astronaut-eileen-collins, 0", "migrant-mother-1936, 0", "solvay-1927, 0"})
  void shadesInOtherPlacesAreRefused(String name, int face) {
    AlignedFace before = aligned(name, face);
    Mat crop = before.crop();
    Mat inverted = new Mat();
    Core.bitwise_not(crop, inverted);
    Mat upsideDown = new Mat();
    Core.flip(crop, upsideDown, 0);
    Mat noise = new Mat(512, 512, CvType.CV_8UC3);
    Core.randu(noise, 0, 256);
    Mat flat = new Mat(512, 512, CvType.CV_8UC3, Core.mean(crop));
    Mat shifted = new Mat();
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    matrix.put(0, 0, 1, 0, 24, 0, 1, 0);
    Imgproc.warpAffine(crop, shifted, matrix, crop.size(), 1, Core.BORDER_REPLICATE);
    Mat other = aligned("curtis-apsaroke-1908", 0).crop();
    for (Mat wrong : new Mat[] {inverted, upsideDown, noise, flat, shifted, other}) {
      Objection objection = check(before, wrong).orElseThrow();
      assertEquals(Rule.CONSISTENCY, objection.rule());
      assertTrue(objection.reason().contains("light and shade"), objection.reason());
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 5, 5, ''", "30, 30, 30, lighter", "-30, -30, -30, lighter", "40, -8, 0, colour"})
  void aFaceOfAnotherToneIsRefused(double blue, double green, double red, String reason) {
    AlignedFace before = aligned("astronaut-eileen-collins", 0);
    Mat wide = new Mat();
    before.crop().convertTo(wide, CvType.CV_16SC3);
    Core.add(wide, new Scalar(blue, green, red), wide);
    Mat tinted = new Mat();
    wide.convertTo(tinted, CvType.CV_8UC3);
    String found = check(before, tinted).map(Objection::reason).orElse("");
    assertTrue(reason.isEmpty() ? found.isEmpty() : found.contains(reason), found);
  }

  @Test
  void aBlackCropIsLikeItself() {
    AlignedFace before = aligned("astronaut-eileen-collins", 0);
    before.crop().setTo(Scalar.all(0));
    assertEquals(Optional.empty(), check(before, before.crop().clone()));
  }
}
