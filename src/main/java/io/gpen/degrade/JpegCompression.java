package io.gpen.degrade;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Takes a picture through JPEG and back, as {@code add_jpg_compression} in
 * training/data_loader/degradations.py does: 8 bits, colours at half the resolution.
 *
 * @param quality 1 to 100
 */
record JpegCompression(int quality) implements Stage {

  @Override
  public Mat apply(Mat picture) {
    Mat decoded = roundTrip(picture);
    try {
      Mat result = new Mat();
      decoded.convertTo(result, CvType.CV_32F, 1 / DegradationConstants.LEVELS);
      return result;
    } finally {
      decoded.release();
    }
  }

  /** {@return the picture as it comes out of the file, 8-bit BGR, owned by the caller} */
  Mat roundTrip(Mat picture) {
    Mat eight = new Mat();
    MatOfByte file = new MatOfByte();
    MatOfInt settings = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    try {
      picture.convertTo(eight, CvType.CV_8U, DegradationConstants.LEVELS);
      if (!Imgcodecs.imencode(".jpg", eight, file, settings)) {
        throw new IllegalStateException("OpenCV could not write JPEG");
      }
      return Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR);
    } finally {
      eight.release();
      file.release();
      settings.release();
    }
  }
}
