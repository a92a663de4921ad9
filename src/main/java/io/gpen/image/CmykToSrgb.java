package io.gpen.image;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import java.util.function.Consumer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Converts inks to sRGB: through the ICC profile of the file where it has one that can be used,
 * else by the plain formula, colour = (1 - ink)(1 - black).
 */
public final class CmykToSrgb {

  private static final int STRIP = 64;

  private final Optional<ColorConvertOp> profile;

  /**
   * Looks at the profile.
   *
   * @param icc the profile of the file
   * @param warnings receives how the colours are converted
   */
  public CmykToSrgb(Optional<byte[]> icc, Consumer<String> warnings) {
    this.profile = icc.flatMap(CmykToSrgb::throughProfile);
    String way =
        profile.isPresent()
            ? "through its ICC profile"
            : "without a usable ICC profile, so that the colours are approximate";
    warnings.accept("The CMYK picture was converted to sRGB " + way + ".");
  }

  private static Optional<ColorConvertOp> throughProfile(byte[] icc) {
    try {
      ICC_Profile inks = ICC_Profile.getInstance(icc);
      if (inks.getColorSpaceType() != ColorSpace.TYPE_CMYK) {
        return Optional.empty();
      }
      ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      ColorConvertOp conversion = new ColorConvertOp(new ICC_Profile[] {inks, srgb}, null);
      // A profile without the table that is needed shows only when it is used.
      conversion.filter(interleaved(new byte[4], 1, 1, 4), interleaved(new byte[3], 1, 1, 3));
      return Optional.of(conversion);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Where inks come from. */
  public interface InkSource {
    /**
     * Gives one row.
     *
     * @param y the row
     * @param inks receives C, M, Y, K of each pixel, 255 for full ink
     */
    void row(int y, byte[] inks);
  }

  /** {@return the colours} */
  public Pixels convert(PhotoHeader header, InkSource source) {
    Mat colour = Codec.allocate(header, CvType.CV_8UC3);
    try {
      for (int y = 0; y < header.height(); y += STRIP) {
        convertStrip(colour, y, Math.min(STRIP, header.height() - y), source);
      }
      return new Pixels(colour, Optional.empty(), true);
    } catch (RuntimeException | Error e) {
      colour.release();
      throw e;
    }
  }

  private void convertStrip(Mat colour, int top, int rows, InkSource source) {
    int width = colour.cols();
    byte[] inks = new byte[4 * width * rows];
    byte[] row = new byte[4 * width];
    for (int i = 0; i < rows; i++) {
      source.row(top + i, row);
      System.arraycopy(row, 0, inks, i * row.length, row.length);
    }
    byte[] rgb = new byte[3 * width * rows];
    if (profile.isPresent()) {
      profile.get().filter(interleaved(inks, width, rows, 4), interleaved(rgb, width, rows, 3));
    } else {
      byFormula(inks, rgb);
    }
    swapRedAndBlue(rgb);
    colour.put(top, 0, rgb);
  }

  private static WritableRaster interleaved(byte[] samples, int width, int height, int bands) {
    int[] offsets = bands == 4 ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2};
    DataBuffer buffer = new DataBufferByte(samples, samples.length);
    return Raster.createInterleavedRaster(
        buffer, width, height, bands * width, bands, offsets, new Point());
  }

  private static void byFormula(byte[] inks, byte[] rgb) {
    for (int i = 0; i < rgb.length / 3; i++) {
      int light = 255 - (inks[4 * i + 3] & 0xff);
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) (((255 - (inks[4 * i + c] & 0xff)) * light + 127) / 255);
      }
    }
  }

  private static void swapRedAndBlue(byte[] rgb) {
    for (int i = 0; i < rgb.length; i += 3) {
      byte red = rgb[i];
      rgb[i] = rgb[i + 2];
      rgb[i + 2] = red;
    }
  }
}
