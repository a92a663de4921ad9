package io.gpen.image;

import io.gpen.text.Wording;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** OpenCV's decoders and encoders on byte arrays. Never turns a picture. */
public final class Codec {

  /** How OpenCV words its error -4, StsNoMem: not the file's fault. */
  private static final String NO_MEMORY = "(-4:";

  private Codec() {}

  /**
   * {@return the picture with the channels and the depth of the file, owned by the caller}
   *
   * @param file the file
   * @param header what its header says; another size is damage
   */
  public static Mat decode(byte[] file, PhotoHeader header) {
    MatOfByte bytes = new MatOfByte(file);
    Mat picture;
    try {
      picture = Imgcodecs.imdecode(bytes, Imgcodecs.IMREAD_UNCHANGED);
    } catch (CvException e) {
      if (e.getMessage().contains(NO_MEMORY)) {
        throw outOfMemory(header, e);
      }
      throw new PhotoException(
          PhotoException.Kind.DAMAGED, PhotoErrors.undecodable().getMessage(), e);
    } finally {
      bytes.release();
    }
    if (picture.cols() != header.width() || picture.rows() != header.height()) {
      picture.release();
      throw PhotoErrors.undecodable();
    }
    return picture;
  }

  /** {@return room for the pixels of a picture, owned by the caller} */
  public static Mat allocate(PhotoHeader header, int type) {
    try {
      return new Mat(header.height(), header.width(), type);
    } catch (CvException e) {
      if (e.getMessage().contains(NO_MEMORY)) {
        throw outOfMemory(header, e);
      }
      throw e;
    }
  }

  private static OutOfMemoryError outOfMemory(PhotoHeader header, CvException cause) {
    OutOfMemoryError error =
        new OutOfMemoryError(
            Wording.format("no native memory for %d x %d pixels", header.width(), header.height()));
    error.initCause(cause);
    return error;
  }

  /**
   * {@return the file}
   *
   * @param picture 1, 3 or 4 channels
   * @param extension the format as OpenCV names it, with dot
   * @param parameters pairs of IMWRITE constant and value
   */
  public static byte[] encode(Mat picture, String extension, int... parameters) {
    MatOfByte bytes = new MatOfByte();
    MatOfInt settings = new MatOfInt(parameters);
    try {
      if (!Imgcodecs.imencode(extension, picture, bytes, settings)) {
        throw new IllegalStateException("OpenCV could not write " + extension);
      }
      return bytes.toArray();
    } finally {
      bytes.release();
      settings.release();
    }
  }

  /**
   * {@return the pixels of a decoded picture; takes the picture over}
   *
   * @param picture grey, grey and alpha, BGR or BGRA
   * @param grey whether three colours are known to be equal, so that one is enough
   */
  public static Pixels split(Mat picture, boolean grey) {
    int channels = picture.channels();
    if (channels == 1 || channels == 3 && !grey) {
      return new Pixels(picture);
    }
    try {
      Mat colour = grey || channels == 2 ? channel(picture, 0) : opaque(picture);
      boolean alpha = channels == 2 || channels == 4;
      return new Pixels(
          colour, alpha ? Optional.of(channel(picture, channels - 1)) : Optional.empty(), false);
    } finally {
      picture.release();
    }
  }

  /** {@return colour and alpha in one picture of 2 or 4 channels, owned by the caller} */
  public static Mat merge(Mat colour, Mat alpha) {
    Mat both = new Mat();
    Core.merge(List.of(colour, alpha), both);
    return both;
  }

  /** {@return one channel, owned by the caller} */
  static Mat channel(Mat picture, int index) {
    Mat channel = new Mat();
    Core.extractChannel(picture, channel, index);
    return channel;
  }

  private static Mat opaque(Mat bgra) {
    Mat colour = new Mat();
    Imgproc.cvtColor(bgra, colour, Imgproc.COLOR_BGRA2BGR);
    return colour;
  }
}
