package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.evaluate.PerceptualDistance;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

class SampleGridTest {

  private static final int SIDE = 32;
  private static final int DISTANCES = 2240;
  private static final int FEATURES = 512;

  @TempDir private Path folder;

  /** The first feature of a picture is ten times the value of its first pixel, 0 to 1. */
  private static final class FirstPixel implements Network {

    @Override
    public List<Tensor> run(Tensor input) {
      int pictures = input.shape()[0];
      float[] features = new float[pictures * FEATURES];
      for (int i = 0; i < pictures; i++) {
        features[i * FEATURES] = 10 * input.data().get(i * 3 * SIDE * SIDE);
      }
      float[] apart = new float[(pictures - 1) * DISTANCES];
      return List.of(
          new Tensor(FloatBuffer.wrap(apart), pictures - 1, DISTANCES),
          new Tensor(FloatBuffer.wrap(features), pictures, FEATURES));
    }

    @Override
    public String description() {
      return "";
    }

    @Override
    public void close() {}
  }

  private PictureFolder pictures() throws IOException {
    return new PictureFolder(
        TestPictures.write(folder, 1, SIDE, SIDE), SIDE, 10_000, message -> {});
  }

  /** All drawn pictures are grey, all real ones black: only the means differ, by 10 / 2. */
  @Test
  void theFrechetDistanceIsBetweenDrawnAndRealPictures() throws IOException {
    try (PerceptualDistance network = new PerceptualDistance(new FirstPixel(), Optional.empty())) {
      SampleGrid grid = new SampleGrid(pictures(), SIDE, Optional.of(network));
      double level = Math.round(127.5) / 255.0;
      for (int i = 0; i < 2; i++) {
        double distance = grid.inspect(new FakeTask()).scores().get(SampleGrid.FRECHET);
        assertEquals(100 * level * level, distance, 1e-3);
      }
    }
  }

  @Test
  void withoutANetworkNothingIsMeasured() throws IOException {
    SampleGrid grid = new SampleGrid(pictures(), SIDE, Optional.empty());
    assertEquals(Map.of(), grid.inspect(new FakeTask()).scores());
  }

  @Test
  void aGridOfLargePicturesHasFewerRows() {
    OpenCv.load();
    for (int[] expected : new int[][] {{64, 512}, {256, 2048}, {512, 1024}, {1024, 1024}}) {
      Mat picture = Mat.zeros(expected[0], expected[0], CvType.CV_8UC3);
      MatOfByte file = new MatOfByte(PictureGrid.png(Collections.nCopies(64, picture), 8));
      Mat grid = Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR);
      assertEquals(8 * expected[0], grid.cols());
      assertEquals(expected[1], grid.rows());
      List.of(picture, file, grid).forEach(Mat::release);
    }
  }
}
