package io.gpen.image.jpeg;

import io.gpen.image.CmykToSrgb;
import io.gpen.image.PhotoErrors;
import io.gpen.image.PhotoException;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The four channels of a CMYK or YCCK JPEG file. OpenCV converts them by a plain formula, so the
 * JDK's decoder reads them.
 */
final class JpegCmyk {

  /** Adobe's transform code of YCCK (Adobe technical note 5116). */
  private static final int YCCK = 2;

  private final byte[] file;
  private final PhotoHeader header;
  private int adobeTransform = -1;

  JpegCmyk(byte[] file, PhotoHeader header) {
    this.file = file;
    this.header = header;
  }

  Pixels toSrgb(Optional<byte[]> icc, Consumer<String> warnings) {
    Raster raster = read(pictureOnly());
    InkRows rows = adobeTransform == YCCK ? this::fromYcck : this::fromCmyk;
    return new CmykToSrgb(icc, warnings).convert(header, (y, inks) -> rows.read(raster, y, inks));
  }

  /** One row of inks, four bytes a pixel, 255 for full ink. */
  private interface InkRows {
    void read(Raster raster, int y, byte[] inks);
  }

  private void fromCmyk(Raster raster, int y, byte[] inks) {
    raster.getDataElements(0, y, header.width(), 1, inks);
    if (adobeTransform >= 0) {
      invert(inks);
    }
  }

  /** Adobe files hold the inks inverted, so that Y, Cb and Cr give red, green and blue at once. */
  private void fromYcck(Raster raster, int y, byte[] inks) {
    raster.getDataElements(0, y, header.width(), 1, inks);
    for (int i = 0; i < inks.length; i += 4) {
      int luma = inks[i] & 0xff;
      double blue = (inks[i + 1] & 0xff) - 128;
      double red = (inks[i + 2] & 0xff) - 128;
      inks[i] = clamp(luma + 1.402 * red);
      inks[i + 1] = clamp(luma - 0.344136 * blue - 0.714136 * red);
      inks[i + 2] = clamp(luma + 1.772 * blue);
    }
    invert(inks);
  }

  private static byte clamp(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  private static void invert(byte[] inks) {
    for (int i = 0; i < inks.length; i++) {
      inks[i] = (byte) ~inks[i];
    }
  }

  private Raster read(byte[] picture) {
    ImageIO.setUseCache(false);
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      reader.setInput(in, true, true);
      return reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      throw new PhotoException(
          PhotoException.Kind.DAMAGED, PhotoErrors.undecodable().getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  /** Leaves out all metadata, at which the JDK's reader is known to stumble. */
  private byte[] pictureOnly() {
    ByteArrayOutputStream picture = new ByteArrayOutputStream(file.length);
    picture.write(file, 0, 2);
    JpegCursor cursor = new JpegCursor(file);
    while (cursor.advance()) {
      int marker = cursor.marker();
      boolean adobe = marker == JpegCursor.APP14 && cursor.length() >= 12;
      if (adobe) {
        adobeTransform = file[cursor.payload() + 11] & 0xff;
      }
      int start = cursor.payload() - 4;
      if (marker == JpegCursor.SOS) {
        picture.write(file, start, file.length - start);
        break;
      } else if (adobe || marker >= 0xc0 && marker < 0xe0) {
        picture.write(file, start, cursor.position() - start);
      }
    }
    return picture.toByteArray();
  }
}
