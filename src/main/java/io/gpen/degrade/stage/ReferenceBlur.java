package io.gpen.degrade.stage;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/**
 * Blurs a picture with the bivariate Gaussian of 41 x 41 pixels of the reference
 * (training/data_loader/degradations.py), mirroring it at its borders.
 *
 * @param blur the shape
 * @param sigmaX standard deviation along the first axis in pixels
 * @param sigmaY standard deviation along the second axis; unused if isotropic
 * @param angle direction of the first axis in radians, from x towards y; unused if isotropic
 */
public record ReferenceBlur(Shape blur, double sigmaX, double sigmaY, double angle)
    implements Stage {

  private static final int KERNEL_SIZE = 41;
  private static final Point CENTRE = new Point(-1, -1);

  /** The shape of a blur. */
  public enum Shape {
    /** The same in every direction. */
    ISOTROPIC,
    /** Different along its two axes. */
    ANISOTROPIC
  }

  /** Checks the ranges. */
  public ReferenceBlur {
    Require.positive("sigmaX", sigmaX);
    Require.positive("sigmaY", sigmaY);
    Require.finite("angle", angle);
  }

  @Override
  public Pixels apply(Pixels picture) {
    Mat image = picture.toValues();
    Mat kernel = kernel();
    try {
      Mat blurred = new Mat();
      Imgproc.filter2D(image, blurred, -1, kernel, CENTRE, 0, Core.BORDER_REFLECT_101);
      Pixels result = Pixels.ofValues(blurred);
      blurred.release();
      return result;
    } finally {
      image.release();
      kernel.release();
    }
  }

  /** {@return 41 x 41 float32 values with sum 1, owned by the caller} */
  Mat kernel() {
    boolean isotropic = blur == Shape.ISOTROPIC;
    double varianceX = sigmaX * sigmaX;
    double varianceY = isotropic ? varianceX : sigmaY * sigmaY;
    double cos = isotropic ? 1 : StrictMath.cos(angle);
    double sin = isotropic ? 0 : StrictMath.sin(angle);
    double[] exact = new double[KERNEL_SIZE * KERNEL_SIZE];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      int x = i % KERNEL_SIZE - KERNEL_SIZE / 2;
      int y = i / KERNEL_SIZE - KERNEL_SIZE / 2;
      double along = cos * x + sin * y;
      double across = cos * y - sin * x;
      exact[i] = StrictMath.exp(-(along * along / varianceX + across * across / varianceY) / 2);
      sum += exact[i];
    }
    float[] weights = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      weights[i] = (float) (exact[i] / sum);
    }
    Mat kernel = new Mat(KERNEL_SIZE, KERNEL_SIZE, CvType.CV_32FC1);
    kernel.put(0, 0, weights);
    return kernel;
  }
}
