package io.gpen.train;

import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures of one size side by side. */
final class PictureGrid {

  private PictureGrid() {}

  /**
   * {@return a PNG file}
   *
   * @param pictures 8-bit BGR, row by row
   * @param columns how many stand side by side
   */
  static byte[] png(List<Mat> pictures, int columns) {
    int width = pictures.get(0).cols();
    int height = pictures.get(0).rows();
    int rows = (pictures.size() + columns - 1) / columns;
    Mat grid = Mat.zeros(rows * height, columns * width, CvType.CV_8UC3);
    try {
      for (int i = 0; i < pictures.size(); i++) {
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
