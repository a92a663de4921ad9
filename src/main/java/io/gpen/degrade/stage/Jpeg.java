package io.gpen.degrade.stage;

import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Encodes a picture as 8-bit JPEG, with subsampled chroma if it has colours, and decodes it again.
 *
 * @param jpegQuality 1 to 100
 */
public record Jpeg(int jpegQuality) implements Stage {

  /** Checks the range. */
  public Jpeg {
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException("jpegQuality must be 1 to 100, not " + jpegQuality);
    }
  }

  @Override
  public Pixels apply(Pixels picture) {
    Mat levels = picture.toLevels();
    MatOfByte file = new MatOfByte();
    MatOfInt settings = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, jpegQuality);
    try {
      if (!Imgcodecs.imencode(".jpg", levels, file, settings)) {
        throw new IllegalStateException("OpenCV could not encode JPEG");
      }
      int kind = picture.channels() == 1 ? Imgcodecs.IMREAD_GRAYSCALE : Imgcodecs.IMREAD_COLOR;
      Mat decoded = Imgcodecs.imdecode(file, kind);
      Pixels result = Pixels.of(decoded);
      decoded.release();
      return result;
    } finally {
      levels.release();
      file.release();
      settings.release();
    }
  }
}
