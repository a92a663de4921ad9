package io.gpen.degrade.stage;

import java.util.Map;
import java.util.TreeMap;

/**
 * The weights of a convolution; only those that are not zero are stored.
 *
 * @param x column of each weight, from the centre
 * @param y row of each weight, from the centre
 * @param weights with sum 1
 */
record Kernel(int[] x, int[] y, float[] weights) {

  /** Collects weights by their places. */
  static final class Builder {

    private record Place(int y, int x) implements Comparable<Place> {
      @Override
      public int compareTo(Place other) {
        return y == other.y ? Integer.compare(x, other.x) : Integer.compare(y, other.y);
      }
    }

    private final Map<Place, Double> weights = new TreeMap<>();

    /** Adds a weight to a place. */
    void add(int x, int y, double weight) {
      if (weight > 0) {
        weights.merge(new Place(y, x), weight, Double::sum);
      }
    }

    /** {@return the kernel, scaled to the sum 1} */
    Kernel build() {
      double sum = 0;
      for (double weight : weights.values()) {
        sum += weight;
      }
      Kernel kernel =
          new Kernel(new int[weights.size()], new int[weights.size()], new float[weights.size()]);
      int i = 0;
      for (Map.Entry<Place, Double> entry : weights.entrySet()) {
        kernel.x[i] = entry.getKey().x;
        kernel.y[i] = entry.getKey().y;
        kernel.weights[i++] = (float) (entry.getValue() / sum);
      }
      return kernel;
    }
  }

  /** {@return the picture convolved with this kernel, mirrored at its borders} */
  Pixels convolve(Pixels picture) {
    int reachX = reach(x);
    int reachY = reach(y);
    int channels = picture.channels();
    int stride = (picture.width() + 2 * reachX) * channels;
    float[] padded = padded(picture, reachX, reachY);
    int length = picture.width() * channels;
    float[] result = new float[length * picture.height()];
    float[] sum = new float[length];
    for (int row = 0; row < picture.height(); row++) {
      java.util.Arrays.fill(sum, 0);
      for (int tap = 0; tap < weights.length; tap++) {
        int from = (row + reachY + y[tap]) * stride + (reachX + x[tap]) * channels;
        add(sum, padded, from, weights[tap]);
      }
      System.arraycopy(sum, 0, result, row * length, length);
    }
    return picture.with(result);
  }

  /** On its own, so that the compiler makes vector instructions of it. */
  private static void add(float[] sum, float[] values, int from, float weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * values[from + i];
    }
  }

  private static int reach(int[] places) {
    int reach = 0;
    for (int place : places) {
      reach = Math.max(reach, Math.abs(place));
    }
    return reach;
  }

  private static float[] padded(Pixels picture, int reachX, int reachY) {
    int channels = picture.channels();
    int width = picture.width() + 2 * reachX;
    int height = picture.height() + 2 * reachY;
    float[] padded = new float[width * height * channels];
    for (int row = 0; row < height; row++) {
      int source = mirrored(row - reachY, picture.height()) * picture.width();
      int target = row * width;
      for (int column = 0; column < width; column++) {
        int from = (source + mirrored(column - reachX, picture.width())) * channels;
        for (int c = 0; c < channels; c++) {
          padded[(target + column) * channels + c] = picture.values()[from + c];
        }
      }
    }
    return padded;
  }

  /** The outermost pixel is not repeated. */
  private static int mirrored(int place, int size) {
    if (size == 1) {
      return 0;
    }
    int wrapped = Math.floorMod(place, 2 * size - 2);
    return Math.min(wrapped, 2 * size - 2 - wrapped);
  }
}
