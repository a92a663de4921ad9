package io.gpen.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.align.FaceAligner;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.Pictures;
import io.gpen.face.SimilarityTransform;
import io.gpen.face.StoredFaces;
import io.gpen.image.OpenCv;
import io.gpen.paste.FaceParser;
import io.gpen.paste.FeatherMask;
import io.gpen.paste.PasteOptions;
import io.gpen.paste.PasteOptions.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfFloat;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Whole photos of which only the face itself is replaced. */
class ParsingMaskTest {

  private static final RestoreOptions PARSING =
      RestoreOptions.REFERENCE.with(PasteOptions.REFERENCE.withMask(Mask.PARSING));

  static {
    OpenCv.load();
  }

  /** Says of every crop the same, and remembers what it saw. */
  private static final class Parser implements FaceParser {
    private final Mat face;
    final List<Mat> seen = new ArrayList<>();

    Parser(Mat face) {
      this.face = face;
    }

    @Override
    public Mat parse(Mat crop) {
      seen.add(crop.clone());
      return face.clone();
    }

    @Override
    public void close() {}
  }

  private static FacePhotoRestorer restorer(
      List<Face> faces, int size, UnaryOperator<Mat> generator, Parser parser) {
    return new FacePhotoRestorer(
        new FakeStages.Detector(faces),
        new FakeStages.Generator(size, generator),
        Optional.of(parser),
        Optional.empty(),
        Optional.empty(),
        PARSING);
  }

  @Test
  void aWholePhotoIsComposedAsTheReferenceComposesIt() {
    String name = "astronaut-eileen-collins.jpg";
    Mat before = Pictures.testphoto(name);
    Mat face =
        Imgcodecs.imread(
            Shared.file("vectors/parsenet/mask.png").toString(), Imgcodecs.IMREAD_GRAYSCALE);
    Parser parser = new Parser(face);
    List<Face> faces = StoredFaces.of(name);
    FacePhotoRestorer restorer = restorer(faces, 512, FakeStages::inverted, parser);
    try (PastedPhoto restored = restorer.restore(Pictures.photo(before.clone()))) {
      Mat after = restored.photo().orElseThrow().colour();
      assertEquals(1, parser.seen.size());
      assertEquals(
          0, Pictures.maxDifference(restored.restored().get(0).crop(), parser.seen.get(0)));
      Mat mask = new Mat();
      double[] apart = Pictures.difference(composed(before, faces.get(0), face, mask), after);
      System.out.printf(
          "photo with the parsing mask: %.0f levels, mean %.2g%n", apart[0], apart[1]);
      assertTrue(apart[0] <= 1, "levels " + apart[0]);
      Mat outside = new Mat();
      Core.compare(mask, Scalar.all(1e-5), outside, Core.CMP_LE);
      Mat changed = new Mat();
      Core.absdiff(before, after, changed);
      Mat changedOutside = new Mat();
      changed.copyTo(changedOutside, outside);
      assertEquals(0, Core.minMaxLoc(changedOutside.reshape(1)).maxVal);
      assertTrue(Core.minMaxLoc(changed.reshape(1)).maxVal > 100);
      // Most of the crop is taken, but less than of the square.
      assertTrue(Core.sumElems(mask).val[0] < 0.97 * 461 * 461 / square(faces.get(0)));
    }
  }

  /** Pixels of the crop for one of the photo. */
  private static double square(Face face) {
    double scale = new FaceAligner(512).toCrop(face).orElseThrow().scale();
    return scale * scale;
  }

  /** The reference's way: all of the photo in floating point. */
  private static Mat composed(Mat photo, Face face, Mat parsed, Mat mask) {
    FaceAligner aligner = new FaceAligner(512);
    SimilarityTransform toCrop = aligner.toCrop(face).orElseThrow();
    SimilarityTransform back = toCrop.inverse();
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    matrix.put(0, 0, back.a(), -back.b(), back.tx(), back.b(), back.a(), back.ty());
    Mat warped = new Mat();
    try (AlignedFace cut = aligner.crop(photo, face, toCrop)) {
      Mat crop = FakeStages.inverted(cut.crop());
      // Under 100 pixels in the photo, so it is softened.
      Mat kernel = new MatOfFloat(0.25f, 0.5f, 0.25f);
      Imgproc.sepFilter2D(crop, crop, -1, kernel, kernel);
      Imgproc.warpAffine(crop, warped, matrix, photo.size());
    }
    Imgproc.warpAffine(FeatherMask.ofFace(parsed, 512), mask, matrix, photo.size());
    Mat share = new Mat();
    Imgproc.cvtColor(mask, share, Imgproc.COLOR_GRAY2BGR);
    Mat result = new Mat();
    photo.convertTo(result, CvType.CV_32F);
    warped.convertTo(warped, CvType.CV_32F);
    Core.subtract(warped, result, warped);
    Core.multiply(warped, share, warped);
    Core.add(result, warped, result);
    result.convertTo(result, CvType.CV_8U);
    return result;
  }

  @Test
  void masksStayWithTheirFacesWhenTheGeneratorFailsOnOne() {
    String name = "curtis-apsaroke-1908.jpg";
    Mat before = Pictures.testphoto(name);
    int[] calls = {0};
    UnaryOperator<Mat> firstFails = crop -> calls[0]++ == 0 ? new Mat() : FakeStages.inverted(crop);
    Parser parser = new Parser(new Mat(512, 512, CvType.CV_8U, Scalar.all(255)));
    FacePhotoRestorer restorer = restorer(StoredFaces.of(name), 256, firstFails, parser);
    try (PastedPhoto restored = restorer.restore(Pictures.photo(before.clone()))) {
      assertEquals(1, parser.seen.size());
      assertEquals(1, restored.restored().size());
      assertTrue(Pictures.maxDifference(before, restored.photo().orElseThrow().colour()) > 50);
    }
  }

  @Test
  void whereTheParserSeesNoFaceNothingChanges() {
    String name = "astronaut-eileen-collins.jpg";
    Mat before = Pictures.testphoto(name);
    Parser parser = new Parser(Mat.zeros(512, 512, CvType.CV_8U));
    FacePhotoRestorer restorer = restorer(StoredFaces.of(name), 256, FakeStages::inverted, parser);
    try (PastedPhoto restored = restorer.restore(Pictures.photo(before.clone()))) {
      assertEquals(0, Pictures.maxDifference(before, restored.photo().orElseThrow().colour()));
    }
  }

  @Test
  void aMaskWithoutAParserAndAParserWithoutAMaskAreRefused() {
    FakeStages.Detector detector = new FakeStages.Detector(List.of());
    FakeStages.Generator generator = new FakeStages.Generator(64, Mat::clone);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FacePhotoRestorer(
                detector,
                generator,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PARSING));
    Optional<FaceParser> parser = Optional.of(new Parser(new Mat()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FacePhotoRestorer(
                detector,
                generator,
                parser,
                Optional.empty(),
                Optional.empty(),
                RestoreOptions.REFERENCE));
  }
}
