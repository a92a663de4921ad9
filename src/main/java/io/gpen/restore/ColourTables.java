package io.gpen.restore;

import io.gpen.image.OpenCv;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * OpenCV's tables for the CIE Lab colour space, by which monochrome photos are told. OpenCV
 * computes them in software floating point when they are first needed, which takes a tenth of a
 * second.
 */
public final class ColourTables {

  private ColourTables() {}

  /** Has the tables computed now, so that the first photo need not wait for them. */
  public static void compute() {
    OpenCv.load();
    Mat pixel = new Mat(1, 1, CvType.CV_32FC3, new Scalar(0, 0, 0));
    try {
      Imgproc.cvtColor(pixel, pixel, Imgproc.COLOR_BGR2Lab);
    } finally {
      pixel.release();
    }
  }
}
