package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.align.FaceAligner;
import io.gpen.detect.FaceDetector;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome.Restored;
import io.gpen.face.Networks;
import io.gpen.face.Pictures;
import io.gpen.face.SimilarityTransform;
import io.gpen.face.StoredFaces;
import io.gpen.finish.LargeScaleTone;
import io.gpen.generate.FaceGenerator;
import io.gpen.generate.GeneratedCrop;
import io.gpen.image.Photo;
import io.gpen.paste.PasteOptions.Mask;
import io.gpen.torchscript.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Where the masks end on the test photographs, with stand-in generators and the default model. */
class MaskBorderTest {

  private static final int SIZE = 512;

  /** Half the width of the ring round the end of a mask, in pixels of the photo. */
  private static final int RING = 8;

  @ParameterizedTest
  @ValueSource(strings = {"solvay-1927", "migrant-mother-1936", "astronaut-eileen-collins"})
  void noEdgeIsSeenWhereAMaskEnds(String name) {
    // Smooth and 10 levels lighter: more than what the default model does to a face.
    assertNoEdge(
        name,
        StoredFaces.of(name + ".jpg"),
        crop -> {
          Mat smooth = new Mat();
          Imgproc.GaussianBlur(crop, smooth, new Size(0, 0), 4);
          Core.add(smooth, Scalar.all(10), smooth);
          return smooth;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"curtis-apsaroke-1908", "astronaut-eileen-collins"})
  void noEdgeIsSeenWhereAFaceOfTheDefaultModelEnds(String name) throws IOException {
    try (Networks networks = new Networks();
        FaceDetector detector = networks.shippedDetector();
        FaceGenerator generator = networks.shippedGenerator(Precision.FP32)) {
      assertNoEdge(
          name,
          detector.detect(Pictures.testphoto(name + ".jpg"), 0.9),
          crop -> {
            Mat made = ((GeneratedCrop.Restored) generator.restore(List.of(crop)).get(0)).pixels();
            LargeScaleTone.keep(made, crop);
            return made;
          });
    }
  }

  private static void assertNoEdge(String name, List<Face> faces, UnaryOperator<Mat> generator) {
    Mat photo = Pictures.testphoto(name + ".jpg");
    Mat pasted = paste(photo, faces, PasteOptions.DEFAULTS, generator);
    Mat ring = ring(mask(photo, faces));
    double before = gradient(photo, ring);
    double after = gradient(pasted, ring);
    System.out.printf("gradient at the masks' ends in %s: %.2f, %.2f%n", name, before, after);
    assertTrue(Pictures.maxDifference(photo, pasted) > 20, "nothing was restored");
    assertTrue(after <= 1.1 * before, before + " before, " + after + " after");
  }

  @ParameterizedTest
  @ValueSource(strings = {"solvay-1927", "migrant-mother-1936", "astronaut-eileen-collins"})
  void pixelsOutsideTheHeadsStay(String name) {
    Mat photo = Pictures.testphoto(name + ".jpg");
    double face = outside(photo, name, PasteOptions.DEFAULTS.withGrain(0));
    double square = outside(photo, name, PasteOptions.REFERENCE);
    System.out.printf(
        "changed pixels outside the heads of %s: %.1f %%, with the square %.1f %%%n",
        name, 100 * face, 100 * square);
    assertTrue(face < 0.01 && square > 0.1);
  }

  /** The share of the changed pixels that lie outside all heads. */
  private static double outside(Mat photo, String name, PasteOptions options) {
    Mat inverted =
        paste(
            photo,
            StoredFaces.of(name + ".jpg"),
            options,
            crop -> {
              Mat result = new Mat();
              Core.bitwise_not(crop, result);
              return result;
            });
    Mat changed = new Mat();
    Core.absdiff(photo, inverted, changed);
    Imgproc.cvtColor(changed, changed, Imgproc.COLOR_BGR2GRAY);
    Core.compare(changed, Scalar.all(1), changed, Core.CMP_GT);
    double all = Core.countNonZero(changed);
    for (Face face : StoredFaces.of(name + ".jpg")) {
      changed.setTo(Scalar.all(0), head(photo, face));
    }
    return Core.countNonZero(changed) / all;
  }

  /** A generous ellipse: all hair and both ears of most heads. */
  private static Mat head(Mat photo, Face face) {
    SimilarityTransform toPhoto = transform(face).inverse();
    io.gpen.face.Point middle = toPhoto.apply(new io.gpen.face.Point(256, 270));
    Mat head = Mat.zeros(photo.size(), CvType.CV_8U);
    Imgproc.ellipse(
        head,
        new Point(middle.x(), middle.y()),
        new Size(180 * toPhoto.scale(), 230 * toPhoto.scale()),
        Math.toDegrees(Math.atan2(toPhoto.b(), toPhoto.a())),
        0,
        360,
        Scalar.all(255),
        -1);
    return head;
  }

  private static SimilarityTransform transform(Face face) {
    return new FaceAligner(SIZE).toCrop(face).orElseThrow();
  }

  private static Mat mask(Mat photo, List<Face> faces) {
    Mat black = Mat.zeros(photo.size(), photo.type());
    Mat mask =
        paste(
            black,
            faces,
            PasteOptions.DEFAULTS.withMask(Mask.FACE).withGrain(0),
            crop -> new Mat(SIZE, SIZE, CvType.CV_8UC3, Scalar.all(255)));
    Imgproc.cvtColor(mask, mask, Imgproc.COLOR_BGR2GRAY);
    Core.compare(mask, Scalar.all(0), mask, Core.CMP_GT);
    return mask;
  }

  private static Mat ring(Mat mask) {
    Mat disc =
        Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(2 * RING + 1, 2 * RING + 1));
    Mat outer = new Mat();
    Mat inner = new Mat();
    Imgproc.dilate(mask, outer, disc);
    Imgproc.erode(mask, inner, disc);
    Core.subtract(outer, inner, outer);
    return outer;
  }

  private static double gradient(Mat picture, Mat where) {
    Mat grey = new Mat();
    Imgproc.cvtColor(picture, grey, Imgproc.COLOR_BGR2GRAY);
    Mat across = new Mat();
    Mat down = new Mat();
    Imgproc.Sobel(grey, across, CvType.CV_32F, 1, 0);
    Imgproc.Sobel(grey, down, CvType.CV_32F, 0, 1);
    Mat magnitude = new Mat();
    Core.magnitude(across, down, magnitude);
    return Core.mean(magnitude, where).val[0];
  }

  private static Mat paste(
      Mat photo, List<Face> found, PasteOptions options, UnaryOperator<Mat> generator) {
    FaceAligner aligner = new FaceAligner(SIZE);
    List<Restored> faces = new ArrayList<>();
    for (Face face : found) {
      AlignedFace cut = aligner.crop(photo, face, transform(face));
      faces.add(new Restored(cut, generator.apply(cut.crop()), Optional.empty(), 1, List.of()));
    }
    try (Photo whole = Pictures.photo(photo.clone())) {
      return new FacePaster(SIZE, options).paste(whole, faces, List.of(), false);
    } finally {
      faces.forEach(Restored::close);
    }
  }
}
