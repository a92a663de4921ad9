package io.gpen.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * 64 bits that are much alike for pictures that look alike: which of the lowest frequencies of the
 * cosine transform are above their median (Zauner, "Implementation and benchmarking of perceptual
 * image hash functions", 2010).
 */
final class PerceptualHash {

  private static final int SIDE = 32;
  private static final int FREQUENCIES = 8;

  private PerceptualHash() {}

  /** {@return the hash of a picture, 8-bit BGR} */
  static long of(Mat picture) {
    Mat small = new Mat();
    Imgproc.cvtColor(picture, small, Imgproc.COLOR_BGR2GRAY);
    Imgproc.resize(small, small, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_AREA);
    small.convertTo(small, CvType.CV_32F);
    Core.dct(small, small);
    float[] values = new float[SIDE * SIDE];
    small.get(0, 0, values);
    small.release();
    // The mean, which says nothing about the shape, stands first.
    double[] low =
        IntStream.rangeClosed(1, FREQUENCIES * FREQUENCIES)
            .mapToDouble(i -> values[i / FREQUENCIES * SIDE + i % FREQUENCIES])
            .toArray();
    double[] sorted = low.clone();
    Arrays.sort(sorted);
    double median = (sorted[31] + sorted[32]) / 2;
    long hash = 0;
    for (double value : low) {
      hash = hash << 1 | (value > median ? 1 : 0);
    }
    return hash;
  }

  /** {@return in how many bits two hashes differ} */
  static int distance(long a, long b) {
    return Long.bitCount(a ^ b);
  }
}
