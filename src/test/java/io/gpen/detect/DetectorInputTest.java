package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.Pictures;
import io.gpen.image.OpenCv;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class DetectorInputTest {

  static {
    OpenCv.load();
  }

  @Test
  void planesAreBlueGreenRedMinusTheirMeans() {
    Mat photo = new Mat(2, 3, CvType.CV_8UC3, new Scalar(10, 20, 30));
    photo.put(1, 2, new byte[] {(byte) 255, 0, 1});
    DetectorInput.Input input = new DetectorInput().of(photo);
    assertArrayEquals(new int[] {1, 3, 2, 3}, input.tensor().shape());
    assertEquals(1, input.scale());
    float[] values = values(input.tensor().data());
    assertArrayEquals(new float[] {-94, -94, -94, -94, -94, 151}, slice(values, 0));
    assertArrayEquals(new float[] {-97, -97, -97, -97, -97, -117}, slice(values, 6));
    assertArrayEquals(new float[] {-93, -93, -93, -93, -93, -122}, slice(values, 12));
  }

  @ParameterizedTest
  @CsvSource({"1500, 700, 1500, 700", "1501, 700, 1000, 466", "700, 3000, 233, 1000"})
  void onlyWhatIsOver1500IsShrunkTo1000(int width, int height, int seenWidth, int seenHeight) {
    Mat photo = new Mat(height, width, CvType.CV_8UC3, Scalar.all(0));
    DetectorInput.Input input = new DetectorInput().of(photo);
    assertEquals(seenWidth, input.width());
    assertEquals(seenHeight, input.height());
  }

  @Test
  void aSmallerPictureAfterALargerOneGetsATensorOfItsOwnSize() {
    DetectorInput input = new DetectorInput();
    input.of(new Mat(50, 60, CvType.CV_8UC3, Scalar.all(9)));
    Mat small = new Mat(4, 5, CvType.CV_8UC3, Scalar.all(104));
    FloatBuffer data = input.of(small).tensor().data();
    assertEquals(60, data.limit());
    assertEquals(0, data.get(0));
    assertEquals(104 - 123, data.get(59));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1000.0 / 2094, 1000.0 / 1501, 0.1})
  void shrinkingInBandsIsShrinkingTheFloatPictureByFactors(double scale) {
    Mat photo = Pictures.testphoto("migrant-mother-1936.jpg");
    Mat floats = new Mat();
    photo.convertTo(floats, CvType.CV_32F);
    Mat expected = new Mat();
    Imgproc.resize(floats, expected, new Size(), scale, scale, Imgproc.INTER_LINEAR);
    double difference = Pictures.maxDifference(expected, FloatShrink.shrink(photo, scale));
    System.out.printf("shrinking to %.3f: largest difference %.2g levels%n", scale, difference);
    assertTrue(difference < 0.01, "difference " + difference);
  }

  @Test
  void aStripThatWouldShrinkToNothingKeepsOnePixel() {
    Mat strip = new Mat(1, 4000, CvType.CV_8UC3, Scalar.all(200));
    DetectorInput.Input wide = new DetectorInput().of(strip);
    assertEquals(1000, wide.width());
    assertEquals(1, wide.height());
    Mat upright = strip.t();
    DetectorInput.Input high = new DetectorInput().of(upright);
    assertEquals(1, high.width());
    assertEquals(200 - 104, high.tensor().data().get(500), 1e-4);
    assertEquals(200, Core.mean(strip).val[0]);
  }

  private static float[] values(FloatBuffer buffer) {
    float[] values = new float[buffer.limit()];
    buffer.get(0, values);
    return values;
  }

  private static float[] slice(float[] values, int from) {
    return Arrays.copyOfRange(values, from, from + 6);
  }
}
