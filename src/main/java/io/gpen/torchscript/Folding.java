package io.gpen.torchscript;

import java.util.List;

/** Arithmetic on weights at conversion, in double precision. Nothing here changes its input. */
final class Folding {

  private Folding() {}

  /** {@return the largest magnitude of all values} */
  static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** {@return all values times a factor} */
  static float[] scale(float[] values, double factor) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) (values[i] * factor);
    }
    return scaled;
  }

  /** {@return from one of the equal pieces of a tensor, all values times a factor} */
  static float[] scalePiece(float[] values, int piece, int pieces, double factor) {
    int length = values.length / pieces;
    float[] scaled = new float[length];
    for (int i = 0; i < length; i++) {
      scaled[i] = (float) (values[piece * length + i] * factor);
    }
    return scaled;
  }

  /** {@return the sum of the squares of each group of neighbours, times a factor} */
  static float[] energies(float[] values, int group, double factor) {
    float[] energies = new float[values.length / group];
    for (int i = 0; i < energies.length; i++) {
      double sum = 0;
      for (int j = 0; j < group; j++) {
        double value = values[i * group + j];
        sum += value * value;
      }
      energies[i] = (float) (sum * factor);
    }
    return energies;
  }

  /** {@return a tensor of (a, b, n) as (b, a, n)} */
  static float[] swapFirstAxes(float[] values, int a, int b) {
    int n = values.length / (a * b);
    float[] swapped = new float[values.length];
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        System.arraycopy(values, (i * b + j) * n, swapped, (j * a + i) * n, n);
      }
    }
    return swapped;
  }

  /** {@return a tensor one after the other so many times} */
  static float[] repeat(float[] values, int times) {
    float[] repeated = new float[values.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(values, 0, repeated, i * values.length, values.length);
    }
    return repeated;
  }

  /** {@return the values in reverse: a kernel turned by 180 degrees} */
  static float[] reverse(float[] values) {
    float[] reversed = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  /**
   * {@return (out, in, 3, 3) as the (in, out, 4, 4) of a transposed convolution of stride 2, which
   * does to an image what the 3x3 convolution does to the same image with every pixel doubled in
   * both directions: of three neighbours there, two are the same pixel, so their weights add up}
   */
  static float[] doubling(float[] values, int out, int in) {
    float[] doubled = new float[in * out * 16];
    double[] rows = new double[4 * 3];
    for (int kernel = 0; kernel < out * in; kernel++) {
      for (int x = 0; x < 3; x++) {
        double[] column =
            spread(values[9 * kernel + x], values[9 * kernel + 3 + x], values[9 * kernel + 6 + x]);
        for (int y = 0; y < 4; y++) {
          rows[3 * y + x] = column[y];
        }
      }
      int at = 16 * (kernel % in * out + kernel / in);
      for (int y = 0; y < 4; y++) {
        double[] row = spread(rows[3 * y], rows[3 * y + 1], rows[3 * y + 2]);
        for (int x = 0; x < 4; x++) {
          doubled[at + 4 * y + x] = (float) row[x];
        }
      }
    }
    return doubled;
  }

  /** Along one axis; a transposed convolution turns its kernel. */
  private static double[] spread(double before, double middle, double after) {
    return new double[] {after, middle + after, before + middle, before};
  }

  /** {@return tensors one after the other} */
  static float[] join(List<float[]> parts) {
    float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
