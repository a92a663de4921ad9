package io.gpen.paste;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

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

  /** The same for all photos; each takes it from another place on. */
  private static final float[] WHITE = white();

  /** Correlations that differ by less give the same noise, which is then made only once. */
  private static final double STEP = 0.05;

  private static final Map<Long, float[]> BLURRED = new ConcurrentHashMap<>();

  private final float[] values;
  private final int shift;

  /**
   * Makes the noise.
   *
   * @param seed equal seeds give equal noise
   * @param correlation of pixels beside each other, 0 to under 1
   */
  NoiseField(long seed, double correlation) {
    values =
        BLURRED.computeIfAbsent(
            Math.round(correlation / STEP),
            steps -> {
              float[] kernel = kernelFor(steps * STEP);
              return blurredDown(blurredAcross(WHITE, kernel), kernel);
            });
    shift = new SplittableRandom(seed).nextInt(SIDE * SIDE);
  }

  private static float[] white() {
    float[] white = new float[SIDE * SIDE];
    SplittableRandom random = new SplittableRandom(0);
    for (int i = 0; i < white.length; i++) {
      int bits = random.nextInt();
      int sum = (bits & 0xff) + (bits >>> 8 & 0xff) + (bits >>> 16 & 0xff) + (bits >>> 24);
      white[i] = (float) ((sum - 510) / FOUR_BYTES);
    }
    return white;
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

  private static float[] blurredAcross(float[] from, float[] kernel) {
    int radius = kernel.length / 2;
    float[] to = new float[from.length];
    float[] line = new float[SIDE + 2 * radius];
    for (int row = 0; row < from.length; row += SIDE) {
      for (int i = 0; i < line.length; i++) {
        line[i] = from[row + (i - radius & MASK)];
      }
      for (int k = 0; k < kernel.length; k++) {
        addTo(to, row, line, k, kernel[k]);
      }
    }
    return to;
  }

  private static float[] blurredDown(float[] from, float[] kernel) {
    int radius = kernel.length / 2;
    float[] to = new float[from.length];
    for (int y = 0; y < SIDE; y++) {
      for (int k = 0; k < kernel.length; k++) {
        addTo(to, y * SIDE, from, (y + k - radius & MASK) * SIDE, kernel[k]);
      }
    }
    return to;
  }

  /** A loop that the virtual machine turns into vector instructions. */
  private static void addTo(float[] to, int first, float[] from, int other, float weight) {
    for (int i = 0; i < SIDE; i++) {
      to[first + i] += weight * from[other + i];
    }
  }

  /** {@return the noise at a pixel of the photo} */
  float at(int x, int y) {
    return values[(y + shift / SIDE & MASK) * SIDE + (x + shift & MASK)];
  }
}
