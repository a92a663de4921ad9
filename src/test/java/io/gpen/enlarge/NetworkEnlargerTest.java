package io.gpen.enlarge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.image.OpenCv;
import io.gpen.image.Photo;
import io.gpen.image.PhotoFormat;
import io.gpen.image.metadata.PhotoMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.slf4j.LoggerFactory;

/** Tiles, sizes, depths and channels, with a stand-in for the network. */
class NetworkEnlargerTest {

  private static final EnlargingModel MODEL = new EnlargingModel(4, 1, 64, BlurNetwork.REACH);

  static {
    OpenCv.load();
  }

  private static Mat noise(int width, int height, int type) {
    Mat pixels = new Mat(height, width, type);
    Random random = new Random(3);
    int count = width * height * pixels.channels();
    if (pixels.depth() == CvType.CV_16U) {
      short[] levels = new short[count];
      for (int i = 0; i < count; i++) {
        levels[i] = (short) random.nextInt(65536);
      }
      pixels.put(0, 0, levels);
    } else {
      byte[] levels = new byte[count];
      random.nextBytes(levels);
      pixels.put(0, 0, levels);
    }
    return pixels;
  }

  private static Photo photo(Mat pixels, Optional<Mat> alpha) {
    return new Photo(pixels, alpha, PhotoFormat.PNG, true, PhotoMetadata.NONE, List.of());
  }

  private static Photo enlarged(Network network, Photo photo, int tile, int factor) {
    try (NetworkEnlarger enlarger = new NetworkEnlarger(network, MODEL, tile)) {
      return enlarger.enlarge(photo, factor);
    }
  }

  /** What is expected of one level, computed from the definition of the stand-in. */
  private static int[] expected(Mat pixels, int factor) {
    int channels = pixels.channels();
    int levels = pixels.depth() == CvType.CV_16U ? 65535 : 255;
    int[] expected = new int[factor * factor * (int) pixels.total() * channels];
    int width = pixels.cols() * factor;
    int side = 4 * pixels.cols();
    for (int c = 0; c < channels; c++) {
      float[] plane = new float[(int) pixels.total()];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = (float) (pixels.get(i / pixels.cols(), i % pixels.cols())[c] / levels);
      }
      float[] network = BlurNetwork.enlarged(plane, pixels.rows(), pixels.cols());
      for (int i = 0; i < expected.length / channels; i++) {
        double share = area(network, side, i % width, i / width, 4.0 / factor);
        expected[i * channels + c] = (int) Math.rint(share * levels);
      }
    }
    return expected;
  }

  /** The mean over the square of the network's pixels that one pixel of the result covers. */
  private static double area(float[] network, int side, int x, int y, double size) {
    double sum = 0;
    for (int row = (int) (y * size); row < (y + 1) * size; row++) {
      for (int column = (int) (x * size); column < (x + 1) * size; column++) {
        double high = Math.min(row + 1, (y + 1) * size) - Math.max(row, y * size);
        double wide = Math.min(column + 1, (x + 1) * size) - Math.max(column, x * size);
        float value = network[row * side + column];
        sum += high * wide * Math.max(0, Math.min(1, value));
      }
    }
    return sum / size / size;
  }

  private static int largestDifference(int[] expected, Mat pixels) {
    int largest = 0;
    int channels = pixels.channels();
    for (int i = 0; i < expected.length; i++) {
      int at = i / channels;
      double level = pixels.get(at / pixels.cols(), at % pixels.cols())[i % channels];
      largest = Math.max(largest, (int) Math.abs(level - expected[i]));
    }
    return largest;
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4"})
  void everyFactorOfAnOddSizeIsExact(int factor) {
    try (Photo photo = photo(noise(45, 31, CvType.CV_8UC3), Optional.empty());
        Photo large = enlarged(new BlurNetwork(), photo, 16, factor)) {
      assertEquals(45 * factor, large.width());
      assertEquals(31 * factor, large.height());
      assertEquals(CvType.CV_8UC3, large.colour().type());
      int difference = largestDifference(expected(photo.colour(), factor), large.colour());
      assertTrue(difference <= (factor == 3 ? 1 : 0), "levels " + difference);
    }
  }

  @Test
  void tilesDoNotShow() {
    try (Photo photo = photo(noise(45, 31, CvType.CV_8UC3), Optional.empty());
        Photo whole = enlarged(new BlurNetwork(), photo, 1000, 4);
        Photo tiled = enlarged(new BlurNetwork(), photo, 7, 4)) {
      assertEquals(0, Core.norm(whole.colour(), tiled.colour(), Core.NORM_INF));
    }
  }

  @Test
  void sixteenBitsAreKept() {
    try (Photo photo = photo(noise(20, 12, CvType.CV_16UC3), Optional.empty());
        Photo large = enlarged(new BlurNetwork(), photo, 16, 2)) {
      assertEquals(CvType.CV_16UC3, large.colour().type());
      int difference = largestDifference(expected(photo.colour(), 2), large.colour());
      assertTrue(difference <= 1, "16-bit levels " + difference);
    }
  }

  @Test
  void greyStaysGrey() {
    try (Photo photo = photo(noise(20, 12, CvType.CV_8UC1), Optional.empty());
        Photo large = enlarged(new BlurNetwork(), photo, 16, 4)) {
      assertTrue(large.isGrey());
      assertTrue(largestDifference(expected(photo.colour(), 4), large.colour()) <= 1);
    }
  }

  @Test
  void alphaIsInterpolated() {
    Mat alpha = new Mat(1, 2, CvType.CV_8UC1);
    alpha.put(0, 0, new byte[] {0, (byte) 200});
    try (Photo photo = photo(noise(2, 1, CvType.CV_8UC3), Optional.of(alpha));
        Photo large = enlarged(new BlurNetwork(), photo, 16, 2)) {
      byte[] row = new byte[4];
      large.alpha().orElseThrow().get(1, 0, row);
      assertEquals(
          "0, 50, 150, 200",
          "%d, %d, %d, %d".formatted(u(row[0]), u(row[1]), u(row[2]), u(row[3])));
      assertEquals(2, large.alpha().orElseThrow().rows());
    }
  }

  private static int u(byte level) {
    return level & 0xff;
  }

  /** The picture ends at its last column, and the network is given whole squares of pixels. */
  @Test
  void whatIsFoldedIsFilledUpByReflection() {
    int[][] shapes = new int[1][];
    Network network =
        new Network() {
          @Override
          public List<io.gpen.engine.Tensor> run(io.gpen.engine.Tensor input) {
            shapes[0] = input.shape();
            assertEquals(input.data().get(4), input.data().get(6), "the last column but two");
            return List.of(input);
          }

          @Override
          public String description() {
            return "";
          }

          @Override
          public void close() {}
        };
    try (Photo photo = photo(noise(6, 5, CvType.CV_8UC3), Optional.empty());
        NetworkEnlarger enlarger =
            new NetworkEnlarger(network, new EnlargingModel(1, 4, 64, 4), 64);
        Photo same = enlarger.enlarge(photo, 1)) {
      assertEquals(8, shapes[0][2]);
      assertEquals(8, shapes[0][3]);
      assertEquals(0, Core.norm(photo.colour(), same.colour(), Core.NORM_INF));
    }
  }

  @Test
  void lackOfMemoryHalvesTheTile() {
    BlurNetwork small = new BlurNetwork((128 + 4) * (128 + 4));
    try (Photo photo = photo(noise(300, 140, CvType.CV_8UC3), Optional.empty());
        NetworkEnlarger enlarger = new NetworkEnlarger(small, MODEL, 512);
        Photo large = enlarger.enlarge(photo, 1);
        Photo expected = enlarged(new BlurNetwork(), photo, 512, 1)) {
      assertEquals(0, Core.norm(expected.colour(), large.colour(), Core.NORM_INF));
      assertEquals(300 * 140, small.asked.get(0));
      // Once found, the size stays.
      small.asked.clear();
      enlarger.enlarge(photo, 1).close();
      assertTrue(small.asked.stream().allMatch(pixels -> pixels <= 132 * 132));
    }
  }

  @Test
  void itIsSaidThatLaterPhotosHaveSmallerTilesToo() {
    Logger logger = (Logger) LoggerFactory.getLogger(NetworkEnlarger.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try (Photo photo = photo(noise(300, 140, CvType.CV_8UC3), Optional.empty())) {
      enlarged(new BlurNetwork(40_000), photo, 512, 1).close();
    } finally {
      logger.detachAppender(log);
    }
    assertEquals(
        List.of(
            "not enough memory for tiles of 512 pixels: this photo and all later ones are enlarged"
                + " in tiles of 256 (--tile 256 begins with them)"),
        log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  @Test
  void noMemoryAtAllIsSaid() {
    try (Photo photo = photo(noise(300, 140, CvType.CV_8UC3), Optional.empty());
        NetworkEnlarger enlarger = new NetworkEnlarger(new BlurNetwork(100), MODEL, 512)) {
      EngineException thrown =
          assertThrows(EngineException.class, () -> enlarger.enlarge(photo, 4));
      assertEquals(
          "not enough memory to enlarge the photo, even in tiles of 64 pixels",
          thrown.getMessage());
    }
  }
}
