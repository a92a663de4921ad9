package io.gpen.evaluate;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * How alike pictures look, by the features of SqueezeNet 1.1: those of LPIPS, each divided by its
 * length, squared differences averaged over the picture. With the linear heads of LPIPS they are
 * weighted by channel and summed; without, the mean of the levels is taken. Both are only
 * comparable with figures of the same weights.
 *
 * <p>Any number of threads may call it. Owns its network: close it.
 */
public final class PerceptualDistance implements AutoCloseable {

  /** Channels of the levels. */
  private static final int[] LEVELS = {64, 128, 256, 384, 384, 512, 512};

  /** The last level needs this many pixels. */
  static final int MIN_SIDE = 32;

  /** Larger pictures are taken apart, as the features take 300 bytes for a pixel. */
  private static final int MAX_TILE = 1024;

  private final Network network;
  private final float[] weights;

  /**
   * Takes over a network.
   *
   * @param network takes [n, 3, h, w], RGB, 0..1, and gives [n - 1, 2240], the mean squared
   *     differences from the first picture, and [n, 512], the mean features
   * @param heads the linear heads of LPIPS for SqueezeNet
   * @throws CheckpointException if these are other heads
   */
  public PerceptualDistance(Network network, Optional<StateDict> heads) {
    this.network = network;
    this.weights = new float[Arrays.stream(LEVELS).sum()];
    int at = 0;
    for (int level = 0; level < LEVELS.length; level++) {
      float[] head = new float[LEVELS[level]];
      Arrays.fill(head, 1f / LEVELS.length);
      if (heads.isPresent()) {
        head = head(heads.get(), level);
      }
      System.arraycopy(head, 0, weights, at, head.length);
      at += head.length;
    }
  }

  private static float[] head(StateDict heads, int level) {
    TensorSource head = heads.tensors().get("lin" + level + ".model.1.weight");
    if (head == null || head.shape().length != 4 || head.shape()[1] != LEVELS[level]) {
      throw new CheckpointException(
          "not the linear heads of LPIPS for SqueezeNet (lin0 to lin6, 64 to 512 channels)");
    }
    return head.floats();
  }

  /**
   * What was found of pictures.
   *
   * @param distances of each compared picture from the reference
   * @param features the mean features of the reference, then of each compared picture
   */
  public record Comparison(double[] distances, List<float[]> features) {}

  /**
   * {@return how far pictures are from a reference}
   *
   * @param reference 8-bit BGR, sides of 32 pixels at least; not changed
   * @param others the same size and type
   */
  public Comparison compare(Mat reference, List<Mat> others) {
    double[] distances = new double[others.size()];
    double[][] features = new double[others.size() + 1][];
    List<Rect> tiles = tiles(reference.cols(), reference.rows());
    for (Rect tile : tiles) {
      double share = tile.area() / reference.total();
      List<Tensor> outputs = run(tensor(reference, others, tile));
      float[] apart = values(outputs.get(0));
      for (int i = 0; i < distances.length; i++) {
        for (int c = 0; c < weights.length; c++) {
          distances[i] += share * weights[c] * apart[i * weights.length + c];
        }
      }
      add(values(outputs.get(1)), share, features);
    }
    List<float[]> rounded = new ArrayList<>();
    for (double[] of : features) {
      float[] single = new float[of.length];
      for (int i = 0; i < single.length; i++) {
        single[i] = (float) of[i];
      }
      rounded.add(single);
    }
    return new Comparison(distances, rounded);
  }

  private synchronized List<Tensor> run(Tensor input) {
    List<Tensor> outputs = network.run(input);
    if (outputs.size() != 2 || outputs.get(0).shape()[1] != weights.length) {
      throw new EngineException("the network gives no distances: it is not a SqueezeNet");
    }
    return outputs;
  }

  private static void add(float[] values, double share, double[][] sums) {
    int length = values.length / sums.length;
    for (int i = 0; i < sums.length; i++) {
      if (sums[i] == null) {
        sums[i] = new double[length];
      }
      for (int c = 0; c < length; c++) {
        sums[i][c] += share * values[i * length + c];
      }
    }
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[tensor.data().limit()];
    tensor.data().duplicate().get(values);
    return values;
  }

  /** {@return parts of about equal sizes that cover a picture} */
  static List<Rect> tiles(int width, int height) {
    int columns = (width + MAX_TILE - 1) / MAX_TILE;
    int rows = (height + MAX_TILE - 1) / MAX_TILE;
    List<Rect> tiles = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int x = width * column / columns;
        int y = height * row / rows;
        tiles.add(
            new Rect(x, y, width * (column + 1) / columns - x, height * (row + 1) / rows - y));
      }
    }
    return tiles;
  }

  private static Tensor tensor(Mat reference, List<Mat> others, Rect tile) {
    List<Mat> pictures = new ArrayList<>(List.of(reference));
    pictures.addAll(others);
    int plane = tile.width * tile.height;
    float[] values = new float[pictures.size() * 3 * plane];
    byte[] row = new byte[3 * tile.width];
    for (int n = 0; n < pictures.size(); n++) {
      for (int y = 0; y < tile.height; y++) {
        pictures.get(n).get(tile.y + y, tile.x, row);
        for (int x = 0; x < tile.width; x++) {
          for (int c = 0; c < 3; c++) {
            values[(3 * n + c) * plane + y * tile.width + x] = (row[3 * x + 2 - c] & 0xff) / 255f;
          }
        }
      }
    }
    return new Tensor(FloatBuffer.wrap(values), pictures.size(), 3, tile.height, tile.width);
  }

  @Override
  public void close() {
    network.close();
  }
}
