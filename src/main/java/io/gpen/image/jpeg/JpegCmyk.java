package io.gpen.image.jpeg;

import io.gpen.image.CmykToSrgb;
import io.gpen.image.PhotoHeader;
import io.gpen.image.Pixels;
import java.awt.image.Raster;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The four channels of a CMYK or YCCK JPEG file. OpenCV converts them by a plain formula without
 * the profile, so the JDK's decoder reads them.
 *
 * <p>Inks are stored inverted, 0 for full ink. Photoshop started this, and ImageMagick, Pillow and
 * browsers assume it for every file, with or without an Adobe segment. In YCCK files libjpeg
 * converts Y, Cb and Cr to red, green and blue and inverts these (jdcolor.c, ycck_cmyk_convert);
 * inverting that result once more gives the inks, so that they equal the red, green and blue.
 */
final class JpegCmyk {

  private final byte[] file;
  private final JpegColours colours;

  /**
   * Takes a file.
   *
   * @param file the file as {@link JpegFile#pictureOnly} makes it
   * @param colours CMYK or YCCK
   */
  JpegCmyk(byte[] file, JpegColours colours) {
    this.file = file;
    this.colours = colours;
  }

  Pixels toSrgb(PhotoHeader header, Optional<byte[]> icc, Consumer<String> warnings) {
    Raster raster = JdkJpegDecoder.decodeRaster(file);
    return new CmykToSrgb(icc, warnings)
        .convert(
            header,
            (y, inks) -> {
              raster.getDataElements(0, y, header.width(), 1, inks);
              toInks(inks);
            });
  }

  /** Makes inks of one row in place, four bytes a pixel, 255 for full ink. */
  private void toInks(byte[] row) {
    for (int i = 0; i < row.length; i += 4) {
      if (colours == JpegColours.YCCK) {
        int luma = row[i] & 0xff;
        double blue = (row[i + 1] & 0xff) - 128;
        double red = (row[i + 2] & 0xff) - 128;
        row[i] = clamp(luma + 1.402 * red);
        row[i + 1] = clamp(luma - 0.344136 * blue - 0.714136 * red);
        row[i + 2] = clamp(luma + 1.772 * blue);
      } else {
        row[i] = (byte) ~row[i];
        row[i + 1] = (byte) ~row[i + 1];
        row[i + 2] = (byte) ~row[i + 2];
      }
      row[i + 3] = (byte) ~row[i + 3];
    }
  }

  private static byte clamp(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
