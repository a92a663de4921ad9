package io.gpen.finish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Pictures;
import io.gpen.face.SimilarityTransform;
import io.gpen.image.OpenCv;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfDouble;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class EdgeBlurTest {

  static {
    OpenCv.load();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 3, 4.5, 6})
  void measuresTheGaussianThatAStepWasBlurredWith(double sigma) {
    assertEquals(sigma, blur(shapes(sigma)), 0.2 * sigma);
  }

  @Test
  void aSharpStepHasLessThanAPixel() {
    assertTrue(blur(shapes(0)) < 0.8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 4, 6})
  void grainIsNotSharpness(double sigma) {
    for (int size : new int[] {1, 2, 3}) {
      Mat grainy = withGrain(shapes(sigma), 5, size);
      assertEquals(sigma, blur(grainy), 0.3 * sigma, "grain of " + size + " pixels");
    }
  }

  @Test
  void blocksOfJpegAreNotSharpness() {
    MatOfByte file = new MatOfByte();
    MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 40);
    Imgcodecs.imencode(".jpg", shapes(5), file, quality);
    assertTrue(blur(Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR)) > 3.5);
  }

  @Test
  void aFewScratchesDoNotMakeASoftFaceSharp() {
    Mat soft = shapes(5);
    Imgproc.line(soft, new Point(130, 100), new Point(300, 500), Scalar.all(250), 2);
    Imgproc.line(soft, new Point(90, 300), new Point(450, 250), Scalar.all(5), 1);
    assertTrue(blur(soft) > 3.5);
  }

  @Test
  void theEdgeOfThePhotoIsNoEdgeOfTheFace() {
    Mat cut = shapes(5);
    Mat outside = cut.submat(0, 512, 0, 200);
    outside.setTo(Scalar.all(0));
    SimilarityTransform toCrop = new SimilarityTransform(1, 0, 200, 0);
    assertEquals(5, EdgeBlur.of(cut, toCrop, 312, 512), 1);
  }

  /** Black is no sign of the photo's edge: prints and scans have clipped shadows. */
  @Test
  void clippedShadowsAreMeasuredLikeAnyOthers() {
    Mat dark = shapes(0);
    Core.max(dark, Scalar.all(128), dark);
    Imgproc.GaussianBlur(dark, dark, new Size(), 4);
    Core.subtract(dark, Scalar.all(128), dark);
    assertEquals(4, blur(dark), 0.8);
  }

  @Test
  void aCropWithoutEdgesIsAsSoftAsCanBe() {
    assertEquals(Double.POSITIVE_INFINITY, blur(new Mat(512, 512, CvType.CV_8UC3, Scalar.all(90))));
    assertEquals(Double.POSITIVE_INFINITY, blur(new Mat(256, 256, CvType.CV_8UC3, Scalar.all(0))));
  }

  @Test
  void anEnlargedFaceIsBlurredHoweverSharpItWas() {
    Mat small = new Mat();
    Imgproc.resize(shapes(0), small, new Size(128, 128), 0, 0, Imgproc.INTER_AREA);
    Imgproc.resize(small, small, new Size(512, 512), 0, 0, Imgproc.INTER_LINEAR);
    assertTrue(blur(small) > 1.5);
  }

  @Test
  void photographsAreOrderedByTheirBlur() {
    Mat photo = Pictures.testphoto("astronaut-eileen-collins.jpg");
    Mat crop = new Mat();
    Imgproc.resize(photo.submat(new Rect(150, 20, 180, 180)), crop, new Size(512, 512));
    double before = 0;
    for (double sigma : List.of(1.0, 3.0, 5.0, 7.0)) {
      Mat blurred = new Mat();
      Imgproc.GaussianBlur(crop, blurred, new Size(), sigma);
      double blur = blur(blurred);
      assertTrue(blur > before, "at " + sigma + ": " + blur + " after " + before);
      before = blur;
    }
  }

  /** The blur of a crop that is the whole photo. */
  private static double blur(Mat crop) {
    return EdgeBlur.of(crop, new SimilarityTransform(1, 0, 0, 0), crop.cols(), crop.rows());
  }

  /** Rectangles and discs of different grey, blurred. */
  private static Mat shapes(double sigma) {
    Mat picture = new Mat(512, 512, CvType.CV_8UC3, Scalar.all(128));
    Random random = new Random(5);
    for (int i = 0; i < 14; i++) {
      Point at = new Point(90 + random.nextInt(330), 130 + random.nextInt(330));
      Scalar grey = Scalar.all(40 + random.nextInt(180));
      if (i % 2 == 0) {
        Imgproc.circle(picture, at, 20 + random.nextInt(30), grey, Imgproc.FILLED);
      } else {
        Point to = new Point(at.x + 40 + random.nextInt(40), at.y + 40 + random.nextInt(40));
        Imgproc.rectangle(picture, at, to, grey, Imgproc.FILLED);
      }
    }
    if (sigma > 0) {
      Imgproc.GaussianBlur(picture, picture, new Size(), sigma);
    }
    return picture;
  }

  private static Mat withGrain(Mat picture, double deviation, int size) {
    Mat grain = new Mat(picture.size(), CvType.CV_32F);
    Core.setRNGSeed(3);
    Core.randn(grain, 0, 1);
    if (size > 1) {
      Imgproc.GaussianBlur(grain, grain, new Size(), size / 2.0);
    }
    MatOfDouble spread = new MatOfDouble();
    Core.meanStdDev(grain, new MatOfDouble(), spread);
    Core.multiply(grain, Scalar.all(deviation / spread.get(0, 0)[0]), grain);
    Mat colour = new Mat();
    Core.merge(List.of(grain, grain, grain), colour);
    Mat result = new Mat();
    Core.add(picture, colour, result, new Mat(), CvType.CV_8U);
    return result;
  }
}
