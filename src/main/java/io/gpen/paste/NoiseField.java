package io.gpen.paste;

import java.util.Random;

/**
 * Normally distributed noise of mean 0 and deviation 1 for every pixel of a photo, of a given grain
 * size. It repeats itself without a seam, and depends on the place and the seed alone.
 */
final class NoiseField {

  private static final int SIDE = 512;
  private static final int MASK = SIDE - 1;

  /** Largest deviation in pixels of the Gaussian. */
  private static final double COARSEST = 4;

  /** Standard deviation of a sum of four bytes. */
  private static final double FOUR_BYTES = Math.sqrt(4 * (256 * 256 - 1) / 12.0);

  private final float[] values;

  /**
   * Makes the noise.
   *
   * @param seed equal seeds give equal noise
   * @param correlation of pixels beside each other, 0 to under 1
   */
  NoiseField(long seed, double correlation) {
    float[] white = new float[SIDE * SIDE];
    Random random = new Random(seed);
    for (int i = 0; i < white.length; i++) {
      int bits = random.nextInt();
      int sum = (bits & 0xff) + (bits >>> 8 & 0xff) + (bits >>> 16 & 0xff) + (bits >>> 24);
      white[i] = (float) ((sum - 510) / FOUR_BYTES);
    }
    float[] kernel = kernelFor(correlation);
    values = blurred(blurred(white, kernel, 1, SIDE), kernel, SIDE, 1);
  }

  /** {@return the Gaussian that gives white noise a correlation} */
  private static float[] kernelFor(double correlation) {
    double low = 0.1;
    double high = COARSEST;
    for (int i = 0; i < 20; i++) {
      double size = (low + high) / 2;
      float[] kernel = kernel(size);
      double own = 0;
      for (int k = 1; k < kernel.length; k++) {
        own += kernel[k] * kernel[k - 1];
      }
      if (own < correlation) {
        low = size;
      } else {
        high = size;
      }
    }
    return kernel(low);
  }

  /**
   * {@return a Gaussian of a deviation in pixels that leaves the deviation of white noise as it is}
   */
  private static float[] kernel(double size) {
    int radius = (int) Math.ceil(3 * size);
    float[] kernel = new float[2 * radius + 1];
    double energy = 0;
    for (int i = -radius; i <= radius; i++) {
      double weight = Math.exp(-i * i / (2 * size * size));
      kernel[radius + i] = (float) weight;
      energy += weight * weight;
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= (float) Math.sqrt(energy);
    }
    return kernel;
  }

  /** Along one axis, whose pixels are {@code step} apart; the other's are {@code across} apart. */
  private static float[] blurred(float[] from, float[] kernel, int step, int across) {
    int radius = kernel.length / 2;
    float[] to = new float[from.length];
    for (int line = 0; line < SIDE; line++) {
      for (int i = 0; i < SIDE; i++) {
        float sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          sum += kernel[k] * from[line * across + (i + k - radius & MASK) * step];
        }
        to[line * across + i * step] = sum;
      }
    }
    return to;
  }

  /** {@return the noise at a pixel of the photo} */
  float at(int x, int y) {
    return values[(y & MASK) * SIDE + (x & MASK)];
  }
}
