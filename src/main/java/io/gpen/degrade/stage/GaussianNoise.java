package io.gpen.degrade.stage;

import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Adds independent Gaussian noise to every value and clips the result to 0..1.
 *
 * @param noiseSigma standard deviation in levels of 0 to 255; 0 for none
 * @param noiseSeed equal seeds give equal noise
 */
public record GaussianNoise(double noiseSigma, long noiseSeed) implements Stage {

  /** Checks the range. */
  public GaussianNoise {
    Require.notNegative("noiseSigma", noiseSigma);
  }

  @Override
  public Pixels apply(Pixels picture) {
    return apply(picture, new Random(noiseSeed)::nextGaussian);
  }

  /**
   * {@return the noisy picture}
   *
   * @param numbers noise of deviation 1, taken row by row and pixel by pixel, blue first
   */
  Pixels apply(Pixels picture, DoubleSupplier numbers) {
    return picture.map(
        value -> {
          // In float32 and in this order, because the reference rounds this way.
          float noise = (float) numbers.getAsDouble() * (float) noiseSigma;
          return value + noise / (float) Pixels.LEVELS;
        });
  }
}
