package io.gpen.train;

import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures of one size side by side. */
final class PictureGrid {

  /** A training writes many: 64 pictures of 256 pixels fit, or a few of 1024. */
  private static final int MOST_PIXELS = 5_000_000;

  private PictureGrid() {}

  /**
   * {@return a PNG file with as many rows as fit into five megapixels, at least one}
   *
   * @param pictures 8-bit BGR, row by row
   * @param columns how many stand side by side
   */
  static byte[] png(List<Mat> pictures, int columns) {
    int width = pictures.get(0).cols();
    int height = pictures.get(0).rows();
    int all = (pictures.size() + columns - 1) / columns;
    int rows = Math.min(all, Math.max(1, MOST_PIXELS / (columns * width * height)));
    Mat grid = Mat.zeros(rows * height, columns * width, CvType.CV_8UC3);
    try {
      for (int i = 0; i < Math.min(pictures.size(), rows * columns); i++) {
        Mat place = grid.submat(new Rect(i % columns * width, i / columns * height, width, height));
        pictures.get(i).copyTo(place);
        place.release();
      }
      return png(grid);
    } finally {
      grid.release();
    }
  }

  static byte[] png(Mat picture) {
    MatOfByte file = new MatOfByte();
    try {
      Imgcodecs.imencode(".png", picture, file);
      return file.toArray();
    } finally {
      file.release();
    }
  }
}
