package io.gpen.dataset;

import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import java.util.Arrays;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** What fills a crop beyond the edge of the photo. */
public enum CropBorder {
  /**
   * The mirrored photo, the more blurred and the nearer to the crop's median the farther from the
   * edge, as in the FFHQ data set ({@code recreate_aligned_images} of its {@code
   * download_ffhq.py}).
   */
  FFHQ,
  /** Black, as the reference aligns. */
  BLACK;

  /** Standard deviation of the blur in shares of the crop's side. */
  private static final double BLUR = 0.02;

  /**
   * {@return the crop, square 8-bit BGR, which the caller owns}
   *
   * @param photo 8-bit BGR, not changed
   * @param toCrop maps pixels of the photo to pixels of the crop
   * @param size side of the crop in pixels
   */
  Mat crop(Mat photo, SimilarityTransform toCrop, int size) {
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    matrix.put(0, 0, toCrop.rows());
    Mat crop = new Mat();
    int mode = this == BLACK ? Core.BORDER_CONSTANT : Core.BORDER_REFLECT;
    Imgproc.warpAffine(
        photo, crop, matrix, new Size(size, size), Imgproc.INTER_LINEAR, mode, Scalar.all(0));
    matrix.release();
    if (this == FFHQ) {
      float[] beyond = beyond(photo, toCrop, size);
      if (beyond != null) {
        soften(crop, beyond);
      }
    }
    return crop;
  }

  /**
   * {@return for each pixel how far it lies beyond a side of the photo, in shares of the farthest
   * one beyond that side: negative inside; null if the whole crop lies inside}
   */
  private static float[] beyond(Mat photo, SimilarityTransform toCrop, int size) {
    SimilarityTransform toPhoto = toCrop.inverse();
    double[] farthest = farthest(photo, toPhoto, size);
    if (Arrays.stream(farthest).noneMatch(CropBorder::counts)) {
      return null;
    }
    float[] beyond = new float[size * size];
    for (int i = 0; i < beyond.length; i++) {
      double[] distances = distances(toPhoto.apply(new Point(i % size, i / size)), photo);
      double most = Double.NEGATIVE_INFINITY;
      for (int side = 0; side < 4; side++) {
        most = counts(farthest[side]) ? Math.max(most, distances[side] / farthest[side]) : most;
      }
      beyond[i] = (float) most;
    }
    return beyond;
  }

  /** Interpolation reads up to half a pixel beyond. */
  private static boolean counts(double farthest) {
    return farthest > 0.5;
  }

  /** {@return how far a point lies beyond the left, upper, right and lower edge} */
  private static double[] distances(Point p, Mat photo) {
    return new double[] {-p.x(), -p.y(), p.x() - (photo.cols() - 1), p.y() - (photo.rows() - 1)};
  }

  private static void soften(Mat crop, float[] beyond) {
    Mat blurred = new Mat();
    Imgproc.GaussianBlur(crop, blurred, new Size(), BLUR * crop.cols(), 0, Core.BORDER_REFLECT);
    byte[] sharp = new byte[3 * beyond.length];
    byte[] soft = new byte[sharp.length];
    crop.get(0, 0, sharp);
    blurred.get(0, 0, soft);
    blurred.release();
    int[] medians = medians(sharp);
    for (int i = 0; i < sharp.length; i++) {
      float blur = Math.max(0, Math.min(1, 3 * beyond[i / 3] + 1));
      float flat = Math.max(0, Math.min(1, beyond[i / 3]));
      float level = sharp[i] & 0xff;
      level += ((soft[i] & 0xff) - level) * blur;
      level += (medians[i % 3] - level) * flat;
      sharp[i] = (byte) Math.round(level);
    }
    crop.put(0, 0, sharp);
  }

  private static int[] medians(byte[] levels) {
    int[] medians = new int[3];
    for (int c = 0; c < 3; c++) {
      int[] counts = new int[256];
      for (int i = c; i < levels.length; i += 3) {
        counts[levels[i] & 0xff]++;
      }
      int sum = 0;
      int median = -1;
      while (2 * sum < levels.length / 3) {
        sum += counts[++median];
      }
      medians[c] = Math.max(0, median);
    }
    return medians;
  }

  /** {@return the share of a crop's pixels that lie inside the photo, 0 to 1} */
  static double realShare(Mat photo, SimilarityTransform toCrop, int size) {
    SimilarityTransform toPhoto = toCrop.inverse();
    if (Arrays.stream(farthest(photo, toPhoto, size)).noneMatch(CropBorder::counts)) {
      return 1;
    }
    int inside = 0;
    for (int i = 0; i < size * size; i++) {
      double[] beyond = distances(toPhoto.apply(new Point(i % size, i / size)), photo);
      double most = Math.max(Math.max(beyond[0], beyond[1]), Math.max(beyond[2], beyond[3]));
      inside += counts(most) ? 0 : 1;
    }
    return (double) inside / size / size;
  }

  /** {@return how far the crop's corners reach beyond each side of the photo} */
  private static double[] farthest(Mat photo, SimilarityTransform toPhoto, int size) {
    double[] farthest = new double[4];
    for (int corner = 0; corner < 4; corner++) {
      Point p = toPhoto.apply(new Point(corner % 2 * (size - 1), corner / 2 * (size - 1)));
      double[] distances = distances(p, photo);
      for (int side = 0; side < 4; side++) {
        farthest[side] = Math.max(farthest[side], distances[side]);
      }
    }
    return farthest;
  }
}
