package io.gpen.degrade;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The weights of a Gaussian blur in two dimensions, as {@code bivariate_Gaussian} in
 * training/data_loader/degradations.py makes them.
 */
final class BlurKernel {

  private BlurKernel() {}

  /**
   * {@return the kernel, 41 x 41 of float32 with the sum 1, owned by the caller}
   *
   * @param degradation kind, deviations and angle of the blur
   */
  static Mat of(Degradation degradation) {
    float[] weights = weights(degradation);
    Mat kernel =
        new Mat(
            DegradationConstants.KERNEL_SIZE, DegradationConstants.KERNEL_SIZE, CvType.CV_32FC1);
    kernel.put(0, 0, weights);
    return kernel;
  }

  private static float[] weights(Degradation degradation) {
    boolean isotropic = degradation.blur() == BlurKind.ISOTROPIC;
    double varianceX = square(degradation.sigmaX());
    double varianceY = isotropic ? varianceX : square(degradation.sigmaY());
    double angle = isotropic ? 0 : degradation.angle();
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    int size = DegradationConstants.KERNEL_SIZE;
    double[] exact = new double[size * size];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      int x = i % size - size / 2;
      int y = i / size - size / 2;
      double along = cos * x + sin * y;
      double across = cos * y - sin * x;
      exact[i] = Math.exp(-(square(along) / varianceX + square(across) / varianceY) / 2);
      sum += exact[i];
    }
    float[] weights = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      weights[i] = (float) (exact[i] / sum);
    }
    return weights;
  }

  private static double square(double value) {
    return value * value;
  }
}
