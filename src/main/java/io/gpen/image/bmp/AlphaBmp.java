package io.gpen.image.bmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.opencv.core.Mat;

/** Writes BMP files with alpha (BITMAPV4HEADER), which OpenCV cannot. */
public final class AlphaBmp {

  private static final int FILE_HEADER = 14;
  private static final int V4_HEADER = 108;
  private static final int BITFIELDS = 3;

  /** Pixels a metre at 72 to the inch. */
  private static final int DENSITY = 2835;

  /** "sRGB", read as a number. */
  private static final int SRGB = 0x73524742;

  private AlphaBmp() {}

  /**
   * {@return the file}
   *
   * @param bgra 4 channels of 8 bits
   */
  public static byte[] encode(Mat bgra) {
    int header = FILE_HEADER + V4_HEADER;
    int row = 4 * bgra.cols();
    ByteBuffer bmp =
        ByteBuffer.allocate(Math.toIntExact(header + (long) row * bgra.rows()))
            .order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(header);
    bmp.putInt(V4_HEADER).putInt(bgra.cols()).putInt(bgra.rows()).putShort((short) 1);
    bmp.putShort((short) 32).putInt(BITFIELDS).putInt(row * bgra.rows());
    bmp.putInt(DENSITY).putInt(DENSITY).putInt(0).putInt(0);
    bmp.putInt(0xff0000).putInt(0xff00).putInt(0xff).putInt(0xff000000);
    bmp.putInt(SRGB);
    byte[] pixels = new byte[row];
    for (int y = 0; y < bgra.rows(); y++) {
      bgra.get(bgra.rows() - 1 - y, 0, pixels);
      bmp.put(header + y * row, pixels);
    }
    return bmp.array();
  }
}
