package io.gpen.degrade;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Adds noise to each colour of each pixel for itself and cuts off what leaves the range, as {@code
 * generate_gaussian_noise} in training/data_loader/degradations.py does.
 *
 * @param sigma deviation in levels of 0 to 255
 * @param numbers noise of deviation 1, taken pixel by pixel and row by row, blue first
 */
record Noise(double sigma, DoubleSupplier numbers) implements Stage {

  /** {@return Gaussian noise that is the same for the same seed} */
  static Noise gaussian(double sigma, long seed) {
    return new Noise(sigma, new Random(seed)::nextGaussian);
  }

  @Override
  public Mat apply(Mat picture) {
    Mat noisy = new Mat(picture.size(), CvType.CV_32FC3);
    float[] row = new float[3 * picture.cols()];
    for (int y = 0; y < picture.rows(); y++) {
      picture.get(y, 0, row);
      for (int i = 0; i < row.length; i++) {
        // In float32 and in this order, as the reference rounds.
        float noise = (float) numbers.getAsDouble() * (float) sigma;
        noise /= (float) DegradationConstants.LEVELS;
        row[i] = Math.max(0, Math.min(1, row[i] + noise));
      }
      noisy.put(y, 0, row);
    }
    return noisy;
  }
}
