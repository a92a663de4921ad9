package io.gpen.evaluate;

import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * The Fréchet distance of two sets of features, each taken for a normal distribution (Heusel and
 * others, "GANs Trained by a Two Time-Scale Update Rule", 2017): of the means, and of the
 * covariances. With the features of another network than Inception it is no published FID.
 */
public final class FrechetDistance {

  private FrechetDistance() {}

  /**
   * {@return the distance, 0 for equal sets; NaN for less than two pictures}
   *
   * @param first one vector of features for each picture
   * @param second the same for others, whose number may differ
   */
  public static double between(List<float[]> first, List<float[]> second) {
    if (first.size() < 2 || second.size() < 2) {
      return Double.NaN;
    }
    double[] firstMean = mean(first);
    double[] secondMean = mean(second);
    double distance = 0;
    for (int i = 0; i < firstMean.length; i++) {
      distance += (firstMean[i] - secondMean[i]) * (firstMean[i] - secondMean[i]);
    }
    Mat a = factor(first, firstMean);
    Mat b = factor(second, secondMean);
    distance += squares(a) + squares(b) - 2 * traceOfRoot(a, b);
    a.release();
    b.release();
    return Math.max(0, distance);
  }

  private static double[] mean(List<float[]> samples) {
    double[] mean = new double[samples.get(0).length];
    for (float[] sample : samples) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += sample[i] / (double) samples.size();
      }
    }
    return mean;
  }

  /**
   * {@return a matrix whose rows' product with themselves is the covariance: as many rows as there
   * are pictures, or as there are features if these are fewer}
   */
  private static Mat factor(List<float[]> samples, double[] mean) {
    Mat centred = new Mat(samples.size(), mean.length, CvType.CV_64F);
    double norm = 1 / Math.sqrt(samples.size() - 1);
    for (int n = 0; n < samples.size(); n++) {
      double[] row = new double[mean.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = norm * (samples.get(n)[i] - mean[i]);
      }
      centred.put(n, 0, row);
    }
    if (samples.size() <= mean.length) {
      return centred;
    }
    Mat covariance = new Mat();
    Mat values = new Mat();
    Mat vectors = new Mat();
    Core.mulTransposed(centred, covariance, true);
    Core.eigen(covariance, values, vectors);
    for (int i = 0; i < mean.length; i++) {
      Mat vector = vectors.row(i);
      Core.multiply(vector, Scalar.all(Math.sqrt(Math.max(0, values.get(i, 0)[0]))), vector);
      vector.release();
    }
    List.of(centred, covariance, values).forEach(Mat::release);
    return vectors;
  }

  private static double squares(Mat matrix) {
    return Core.norm(matrix, Core.NORM_L2SQR);
  }

  /**
   * The eigenvalues of the product of two covariances AᵀA and BᵀB are the squares of the singular
   * values of ABᵀ.
   */
  private static double traceOfRoot(Mat a, Mat b) {
    Mat product = new Mat();
    Mat values = new Mat();
    Mat left = new Mat();
    Mat right = new Mat();
    Mat none = new Mat();
    Core.gemm(a, b, 1, none, 0, product, Core.GEMM_2_T);
    Core.SVDecomp(product, values, left, right, Core.SVD_NO_UV);
    double[] all = new double[(int) values.total()];
    values.get(0, 0, all);
    List.of(none, product, values, left, right).forEach(Mat::release);
    return Arrays.stream(all).sum();
  }
}
