package io.gpen.degrade;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * The stages of a degradation, each as training/data_loader/degradations.py of the reference does
 * it.
 */
final class Stages {

  /** The largest value of 8 bits. */
  static final double LEVELS = 255;

  /** The side of the blur kernel in pixels. */
  private static final int KERNEL_SIZE = 41;

  private static final int FLIP_HORIZONTALLY = 1;
  private static final Point CENTRE = new Point(-1, -1);

  private Stages() {}

  /** {@return the stage that mirrors an image left to right} */
  static Stage flip() {
    return image -> {
      Mat flipped = new Mat();
      Core.flip(image, flipped, FLIP_HORIZONTALLY);
      return flipped;
    };
  }

  /** {@return the stage that removes the colours; the result has three equal channels} */
  static Stage grey() {
    return image -> {
      Mat grey = new Mat();
      Imgproc.cvtColor(image, grey, Imgproc.COLOR_BGR2GRAY);
      Imgproc.cvtColor(grey, grey, Imgproc.COLOR_GRAY2BGR);
      return grey;
    };
  }

  /** {@return the stage that blurs an image, mirroring it at its borders} */
  static Stage blur(Degradation degradation) {
    return image -> {
      Mat kernel = blurKernel(degradation);
      try {
        Mat blurred = new Mat();
        Imgproc.filter2D(image, blurred, -1, kernel, CENTRE, 0, Core.BORDER_REFLECT_101);
        return blurred;
      } finally {
        kernel.release();
      }
    };
  }

  /** {@return the bivariate Gaussian, 41 x 41 of float32 with sum 1, owned by the caller} */
  static Mat blurKernel(Degradation degradation) {
    boolean isotropic = degradation.blur() == Degradation.BlurKind.ISOTROPIC;
    double varianceX = square(degradation.sigmaX());
    double varianceY = isotropic ? varianceX : square(degradation.sigmaY());
    double angle = isotropic ? 0 : degradation.angle();
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double[] exact = new double[KERNEL_SIZE * KERNEL_SIZE];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      int x = i % KERNEL_SIZE - KERNEL_SIZE / 2;
      int y = i / KERNEL_SIZE - KERNEL_SIZE / 2;
      double along = cos * x + sin * y;
      double across = cos * y - sin * x;
      exact[i] = Math.exp(-(square(along) / varianceX + square(across) / varianceY) / 2);
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

  /**
   * {@return the stage that shrinks an image by bilinear sampling, without averaging}
   *
   * @param factor how many times smaller; sides are rounded down, but never below one pixel
   */
  static Stage shrink(double factor) {
    return image ->
        resized(image, shrunkSide(image.cols(), factor), shrunkSide(image.rows(), factor));
  }

  /**
   * The largest whole number of factors in a side, by the exact remainder: 256 by 1.6 is 159, as
   * the float64 nearest to 1.6 is above it, though the rounded quotient is 160.
   */
  private static int shrunkSide(int pixels, double factor) {
    return (int) Math.max(1, Math.rint((pixels - pixels % factor) / factor));
  }

  /** {@return the stage that resizes an image bilinearly} */
  static Stage resize(int width, int height) {
    return image -> resized(image, width, height);
  }

  private static Mat resized(Mat image, int width, int height) {
    Mat resized = new Mat();
    Imgproc.resize(image, resized, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
    return resized;
  }

  /** {@return the stage that adds Gaussian noise, the same for the same seed} */
  static Stage gaussianNoise(double sigma, long seed) {
    return noise(sigma, new Random(seed)::nextGaussian);
  }

  /**
   * {@return the stage that adds independent noise to every channel of every pixel and clips the
   * result to 0..1}
   *
   * @param sigma standard deviation in levels of 0 to 255
   * @param numbers noise of deviation 1, taken row by row and pixel by pixel, blue first
   */
  static Stage noise(double sigma, DoubleSupplier numbers) {
    return image -> {
      Mat noisy = new Mat(image.size(), CvType.CV_32FC3);
      float[] row = new float[3 * image.cols()];
      for (int y = 0; y < image.rows(); y++) {
        image.get(y, 0, row);
        for (int i = 0; i < row.length; i++) {
          // In float32 and in this order, because the reference rounds this way.
          float noise = (float) numbers.getAsDouble() * (float) sigma;
          noise /= (float) LEVELS;
          row[i] = Math.max(0, Math.min(1, row[i] + noise));
        }
        noisy.put(y, 0, row);
      }
      return noisy;
    };
  }

  /**
   * {@return the stage that encodes an image as 8-bit JPEG with subsampled chroma and decodes it
   * again}
   *
   * @param quality 1 to 100
   */
  static Stage jpeg(int quality) {
    return image -> {
      Mat decoded = jpegRoundTrip(image, quality);
      try {
        Mat result = new Mat();
        decoded.convertTo(result, CvType.CV_32F, 1 / LEVELS);
        return result;
      } finally {
        decoded.release();
      }
    };
  }

  /** {@return the image as decoded from the JPEG file, 8-bit BGR, owned by the caller} */
  static Mat jpegRoundTrip(Mat image, int quality) {
    Mat levels = new Mat();
    MatOfByte file = new MatOfByte();
    MatOfInt settings = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    try {
      image.convertTo(levels, CvType.CV_8U, LEVELS);
      if (!Imgcodecs.imencode(".jpg", levels, file, settings)) {
        throw new IllegalStateException("OpenCV could not encode JPEG");
      }
      return Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR);
    } finally {
      levels.release();
      file.release();
      settings.release();
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
