package io.gpen.evaluate;

/**
 * An asymmetric generalized Gaussian distribution, fitted to values by their moments (Lasmar,
 * Stitou and Berthoumieu, "Multiscale skewed heavy tailed model for texture analysis", 2009), as
 * {@code estimate_aggd_param} of BasicSR's {@code niqe.py} does it. NaN where all values have one
 * sign.
 *
 * @param shape the exponent, 0.2 to 10 in steps of 0.001
 * @param left the scale below zero
 * @param right the scale above zero
 */
record AsymmetricGaussian(double shape, double left, double right) {

  private static final double FIRST = 0.2;
  private static final double STEP = 0.001;

  /** Of Lanczos' approximation, g = 7. */
  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  /** The square of the mean magnitude over the variance, for each shape. */
  private static final double[] RATIOS = ratios();

  private static double[] ratios() {
    double[] ratios = new double[9801];
    for (int i = 0; i < ratios.length; i++) {
      double inverse = 1 / (FIRST + i * STEP);
      ratios[i] = Math.pow(gamma(2 * inverse), 2) / (gamma(inverse) * gamma(3 * inverse));
    }
    return ratios;
  }

  static AsymmetricGaussian of(double[] values) {
    double below = 0;
    double above = 0;
    double magnitude = 0;
    int belowCount = 0;
    int aboveCount = 0;
    for (double value : values) {
      magnitude += Math.abs(value);
      if (value < 0) {
        below += value * value;
        belowCount++;
      } else if (value > 0) {
        above += value * value;
        aboveCount++;
      }
    }
    double left = Math.sqrt(below / belowCount);
    double right = Math.sqrt(above / aboveCount);
    double skew = left / right;
    double mean = magnitude / values.length;
    double ratio = mean * mean / ((below + above) / values.length);
    double wanted = ratio * (Math.pow(skew, 3) + 1) * (skew + 1) / Math.pow(skew * skew + 1, 2);
    double shape = FIRST + nearest(wanted) * STEP;
    double scale = Math.sqrt(gamma(1 / shape) / gamma(3 / shape));
    return new AsymmetricGaussian(shape, left * scale, right * scale);
  }

  private static int nearest(double wanted) {
    int nearest = 0;
    for (int i = 1; i < RATIOS.length; i++) {
      if (Math.abs(RATIOS[i] - wanted) < Math.abs(RATIOS[nearest] - wanted)) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** {@return the mean of the distribution} */
  double mean() {
    return (right - left) * (gamma(2 / shape) / gamma(1 / shape));
  }

  /** {@return the gamma function of a positive number} */
  static double gamma(double x) {
    if (x < 0.5) {
      return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return Math.sqrt(2 * Math.PI) * Math.pow(t, x - 0.5) * Math.exp(-t) * sum;
  }
}
