package io.gpen.detect;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Linear resize of a picture as float, without ever holding the whole picture as float: only the
 * rows that the result reads are converted, some at a time. The same as converting and resizing
 * with OpenCV by factors (not by size: the reference shrinks by {@code fx = fy}, and the rounded
 * size would move boxes by pixels).
 */
final class FloatShrink {

  /** Rows of the result that are made at a time. */
  private static final int BAND = 32;

  private FloatShrink() {}

  /**
   * {@return the shrunk picture, float, of at least one pixel, which the caller owns}
   *
   * @param picture 8-bit picture; not changed
   * @param scale pixels of the result per pixel of the picture
   */
  static Mat shrink(Mat picture, double scale) {
    int rows = Math.max(1, (int) Math.rint(picture.rows() * scale));
    int cols = Math.max(1, (int) Math.rint(picture.cols() * scale));
    Mat result = new Mat(rows, cols, CvType.makeType(CvType.CV_32F, picture.channels()));
    for (int from = 0; from < rows; from += BAND) {
      Mat band = result.rowRange(from, Math.min(rows, from + BAND));
      fill(band, from, picture, scale);
      band.release();
    }
    return result;
  }

  private static void fill(Mat band, int from, Mat picture, double scale) {
    int n = band.rows();
    Mat pairs = new Mat(2 * n, picture.cols(), picture.type());
    Mat narrow = new Mat(2 * n, band.cols(), band.type());
    try {
      float[] lower = new float[n];
      for (int y = 0; y < n; y++) {
        double at = (from + y + 0.5) / scale - 0.5;
        int above = (int) Math.floor(at);
        lower[y] = (float) (at - above);
        copyRow(picture, above, pairs, 2 * y);
        copyRow(picture, above + 1, pairs, 2 * y + 1);
      }
      pairs.convertTo(pairs, CvType.CV_32F);
      if (picture.cols() * scale < 1) {
        Imgproc.resize(pairs, narrow, narrow.size(), 0, 0, Imgproc.INTER_LINEAR);
      } else {
        Imgproc.resize(pairs, narrow, new Size(), scale, 1, Imgproc.INTER_LINEAR);
      }
      for (int y = 0; y < n; y++) {
        blend(narrow, 2 * y, lower[y], band, y);
      }
    } finally {
      pairs.release();
      narrow.release();
    }
  }

  private static void copyRow(Mat from, int row, Mat to, int toRow) {
    Mat source = from.row(Math.max(0, Math.min(from.rows() - 1, row)));
    Mat target = to.row(toRow);
    source.copyTo(target);
    source.release();
    target.release();
  }

  private static void blend(Mat pairs, int row, float share, Mat band, int bandRow) {
    Mat above = pairs.row(row);
    Mat below = pairs.row(row + 1);
    Mat target = band.row(bandRow);
    Core.addWeighted(above, 1 - share, below, share, 0, target);
    above.release();
    below.release();
    target.release();
  }
}
