package io.gpen.degrade.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Pictures;
import io.gpen.image.OpenCv;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** What becomes of a point, and of the size. */
class BlurStagesTest {

  static {
    OpenCv.load();
  }

  private static final int SIDE = 41;
  private static final Pixels POINT = Synthetic.point(SIDE);

  /** Sum, and variances along x, along y and along the diagonal, in square pixels. */
  private static double[] moments(Pixels spread) {
    double[] moments = new double[4];
    for (int i = 0; i < spread.values().length; i++) {
      double weight = spread.values()[i];
      double x = i % SIDE - SIDE / 2;
      double y = i / SIDE - SIDE / 2;
      moments[0] += weight;
      moments[1] += weight * x * x;
      moments[2] += weight * y * y;
      moments[3] += weight * x * y;
    }
    return moments;
  }

  /** Once in a file of parameters for pictures of another size. */
  @Test
  void aLineLongerThanThePictureTakesNoLonger() {
    Pixels spread = new MotionBlur(1e7, 1).apply(POINT);
    assertEquals(1, moments(spread)[0], 0.2);
  }

  @Test
  void gaussianHasItsDeviation() {
    double[] moments = moments(new GaussianBlur(2.5).apply(POINT));
    assertEquals(1, moments[0], 1e-5);
    // Cut off at three deviations, which takes 3 % of the variance.
    assertEquals(2.5 * 2.5, moments[1], 0.25);
    assertEquals(moments[1], moments[2], 1e-3);
    assertSame(POINT, new GaussianBlur(0).apply(POINT));
  }

  @Test
  void defocusIsAnEvenDisc() {
    Pixels disc = new Defocus(6).apply(POINT);
    double[] moments = moments(disc);
    assertEquals(1, moments[0], 1e-5);
    // Of a disc: a quarter of the squared radius. Of a pixel: a twelfth.
    assertEquals(9 + 1 / 12.0, moments[1], 0.1);
    int middle = SIDE / 2;
    double level = 1 / (Math.PI * 36);
    assertEquals(level, Synthetic.at(disc, middle, middle), level / 50);
    assertEquals(level, Synthetic.at(disc, middle + 4, middle + 3), level / 50);
    assertEquals(0, Synthetic.at(disc, middle + 6, middle + 6));
  }

  /** Shrinking and enlarging each add a little of their own. */
  @Test
  void wideBlursAreComputedInASmallerPicture() {
    Pixels edge = Pixels.black(400, 40, 1);
    for (int i = 0; i < edge.values().length; i++) {
      edge.values()[i] = i % 400 < 200 ? 0 : 1;
    }
    Pixels gaussian = new GaussianBlur(20).apply(edge);
    assertEquals(0.5, Synthetic.at(gaussian, 199, 20), 0.02);
    // The normal distribution at one deviation.
    assertEquals(0.8413, Synthetic.at(gaussian, 220, 20), 0.02);
    Pixels disc = new Defocus(40).apply(edge);
    // What a disc has beyond a chord at half its radius.
    assertEquals(1 - 0.1955, Synthetic.at(disc, 220, 20), 0.02);
    assertEquals(1, Synthetic.at(disc, 245, 20), 0.01);
  }

  @Test
  void motionRunsInItsDirection() {
    double[] across = moments(new MotionBlur(12, 0).apply(POINT));
    assertEquals(1, across[0], 1e-5);
    assertEquals(12, across[1], 0.6);
    assertEquals(0, across[2], 1e-6);
    double[] down = moments(new MotionBlur(12, Math.PI / 2).apply(POINT));
    assertEquals(12, down[2], 0.6);
    assertEquals(0, down[1], 1e-6);
    double[] diagonal = moments(new MotionBlur(12, Math.PI / 4).apply(POINT));
    assertEquals(6, diagonal[3], 0.5);
    double[] other = moments(new MotionBlur(12, -Math.PI / 4).apply(POINT));
    assertEquals(-6, other[3], 0.5);
  }

  @Test
  void bordersAreMirroredWithoutTheirLastPixel() {
    Pixels ramp = Pixels.black(5, 1, 1);
    System.arraycopy(new float[] {0, 0.1f, 0.2f, 0.3f, 0.4f}, 0, ramp.values(), 0, 5);
    Pixels blurred = new MotionBlur(2, 0).apply(ramp);
    assertEquals(Synthetic.at(blurred, 1, 0) - 0.1, 0, 1e-6);
    double beside = 0;
    Kernel kernel = new Kernel(new int[] {-1, 0, 1}, new int[3], new float[] {0.25f, 0.5f, 0.25f});
    Pixels smoothed = kernel.convolve(ramp);
    beside = 0.25 * 0.1 + 0.25 * 0.1;
    assertEquals(beside, Synthetic.at(smoothed, 0, 0), 1e-6);
    assertEquals(0.4 - beside, Synthetic.at(smoothed, 4, 0), 1e-6);
  }

  @Test
  void enlargingIsBilinearAsOpenCvDoesIt() {
    Pixels picture = Synthetic.colourful(24, 20);
    Mat source = picture.toValues();
    Mat expected = new Mat();
    Imgproc.resize(source, expected, new Size(60, 50), 0, 0, Imgproc.INTER_LINEAR);
    Mat actual = new Resize(60, 50).apply(picture).toValues();
    assertTrue(Pictures.maxDifference(expected, actual) < 1e-5);
  }

  @Test
  void shrinkingAverages() {
    Pixels checked = Pixels.black(64, 64, 1);
    for (int i = 0; i < 64 * 64; i++) {
      checked.values()[i] = (i % 64 + i / 64) % 2;
    }
    Pixels small = new Shrink(4).apply(checked);
    assertEquals(16, small.width());
    assertEquals(0.5, Synthetic.mean(small), 1e-3);
    assertTrue(Synthetic.deviation(small) < 0.02, "nothing is left of the pattern");
    assertEquals(1, new Shrink(100).apply(checked).width());
  }
}
