package io.gpen.degrade.stage;

import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** A picture of damage: grey, 0 where a photograph is clear, 255 where it is covered. */
public final class DamagePicture {

  private final String name;
  private final transient byte[] file;

  /**
   * Creates a picture.
   *
   * @param name of the file
   * @param file its bytes, in any format that OpenCV decodes; decoded each time, because hundreds
   *     of decoded pictures would take much memory
   */
  public DamagePicture(String name, byte[] file) {
    this.name = name;
    this.file = file.clone();
  }

  /** {@return one channel, 1 where a photograph is covered} */
  Pixels pixels() {
    MatOfByte bytes = new MatOfByte(file);
    try {
      Mat grey = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_GRAYSCALE);
      if (grey.empty()) {
        throw new IllegalArgumentException(name + " is no picture that can be decoded");
      }
      Pixels pixels = Pixels.of(grey);
      grey.release();
      return pixels;
    } finally {
      bytes.release();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
