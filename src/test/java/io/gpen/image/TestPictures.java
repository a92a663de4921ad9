package io.gpen.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.image.io.PhotoReader;
import io.gpen.image.metadata.PhotoMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Pictures that the tests make themselves. */
public final class TestPictures {

  static final int WIDTH = 61;
  static final int HEIGHT = 47;

  static {
    OpenCv.load();
  }

  private TestPictures() {}

  /** {@return noise of any type, the same for the same seed} */
  public static Mat noise(int type, int seed) {
    return noise(WIDTH, HEIGHT, type, seed);
  }

  public static Mat noise(int width, int height, int type, int seed) {
    Mat picture = new Mat(height, width, type);
    Random random = new Random(seed);
    if (CvType.depth(type) == CvType.CV_16U) {
      short[] values = new short[width * height * CvType.channels(type)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (short) random.nextInt();
      }
      picture.put(0, 0, values);
    } else {
      byte[] values = new byte[width * height * CvType.channels(type)];
      random.nextBytes(values);
      picture.put(0, 0, values);
    }
    return picture;
  }

  /** {@return soft blotches with some grain, more like a photograph than noise} */
  public static Mat scene(int width, int height, int channels) {
    Mat small = noise(9, 7, CvType.CV_8UC(channels), 5);
    Mat scene = new Mat();
    Imgproc.resize(small, scene, new Size(width, height), 0, 0, Imgproc.INTER_CUBIC);
    Mat grain = noise(width, height, CvType.CV_8UC(channels), 6);
    Core.addWeighted(scene, 0.95, grain, 0.05, 0, scene);
    small.release();
    grain.release();
    return scene;
  }

  public static Photo photo(Mat colour, Mat alpha, PhotoFormat format, boolean lossless) {
    return new Photo(
        colour, Optional.ofNullable(alpha), format, lossless, PhotoMetadata.NONE, List.of());
  }

  public static Photo read(byte[] file) {
    return PhotoReader.read(file, 1L << 24);
  }

  public static void assertSame(Mat expected, Mat actual, String what) {
    assertEquals(CvType.typeToString(expected.type()), CvType.typeToString(actual.type()), what);
    assertEquals(expected.size(), actual.size(), what);
    assertEquals(0, Core.norm(expected, actual, Core.NORM_INF), what);
  }

  /** {@return the reference decoder's 8-bit BGR picture} */
  public static Mat imreadColour(byte[] file) {
    org.opencv.core.MatOfByte bytes = new org.opencv.core.MatOfByte(file);
    Mat picture =
        org.opencv.imgcodecs.Imgcodecs.imdecode(bytes, org.opencv.imgcodecs.Imgcodecs.IMREAD_COLOR);
    bytes.release();
    return picture;
  }
}
