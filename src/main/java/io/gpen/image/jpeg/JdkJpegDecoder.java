package io.gpen.image.jpeg;

import io.gpen.image.Codec;
import io.gpen.image.JdkReaders;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoHeader;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The JDK's JPEG decoder, libjpeg 6b. Gives the same pixels as OpenCV's, more slowly, but prints
 * nothing on standard error about damaged files, and gives the four channels of a CMYK file. Reads
 * only files made by {@link JpegFile#pictureOnly}: it rejects or misreads many original headers.
 */
final class JdkJpegDecoder {

  private JdkJpegDecoder() {}

  /** What is asked of the reader. */
  private interface Reading<T> {
    T read(ImageReader reader) throws IOException;
  }

  /**
   * {@return grey or BGR pixels, owned by the caller}
   *
   * @throws PhotoException if the file cannot be decoded, or is of another size than the header
   *     says
   */
  static Mat decode(byte[] file, PhotoHeader header) {
    BufferedImage image = read(file, reader -> reader.read(0));
    int channels = image.getRaster().getNumBands();
    if (image.getWidth() != header.width()
        || image.getHeight() != header.height()
        || channels != header.channels()) {
      throw PhotoErrors.undecodable();
    }
    Mat pixels = Codec.allocate(header, CvType.CV_8UC(channels));
    pixels.put(0, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return pixels;
  }

  /**
   * {@return the samples as they are stored, without any conversion of colours}
   *
   * @throws PhotoException if the file cannot be decoded
   */
  static Raster decodeRaster(byte[] file) {
    return read(file, reader -> reader.readRaster(0, null));
  }

  private static <T> T read(byte[] file, Reading<T> reading) {
    ImageIO.setUseCache(false);
    ImageReader reader = JdkReaders.of("jpeg");
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return reading.read(reader);
    } catch (IOException | RuntimeException e) {
      throw new PhotoException(
          PhotoException.Kind.DAMAGED, PhotoErrors.undecodable().getMessage(), e);
    } finally {
      reader.dispose();
    }
  }
}
