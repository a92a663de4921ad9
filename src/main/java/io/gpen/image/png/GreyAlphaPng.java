package io.gpen.image.png;

import io.gpen.image.DeflateBuffer;
import io.gpen.image.Rows;
import java.io.ByteArrayOutputStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Writes PNG files of grey and alpha, which OpenCV cannot. */
public final class GreyAlphaPng {

  private static final int GREY_AND_ALPHA = 4;
  private static final byte SUB = 1;

  private GreyAlphaPng() {}

  /**
   * {@return the file}
   *
   * @param picture grey and alpha, 8 or 16 bits
   */
  public static byte[] encode(Mat picture) {
    boolean sixteen = picture.depth() == CvType.CV_16U;
    PngHeader header =
        new PngHeader(picture.cols(), picture.rows(), sixteen ? 16 : 8, GREY_AND_ALPHA, false);
    int pixelBytes = sixteen ? 4 : 2;
    Rows rows = new Rows(picture, true);
    byte[] filtered = new byte[1 + rows.length()];
    filtered[0] = SUB;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflateBuffer out = new DeflateBuffer(data)) {
      for (int y = 0; y < picture.rows(); y++) {
        byte[] row = rows.get(y);
        for (int i = 0; i < row.length; i++) {
          int left = i < pixelBytes ? 0 : row[i - pixelBytes];
          filtered[1 + i] = (byte) (row[i] - left);
        }
        out.write(filtered);
      }
    }
    return new PngFile(header).finish(data.toByteArray());
  }
}
