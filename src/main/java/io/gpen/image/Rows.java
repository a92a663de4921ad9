package io.gpen.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The rows of a picture as bytes. The array that is given out is used again for the next row. */
public final class Rows {

  private final Mat picture;
  private final byte[] bytes;
  private final short[] shorts;
  private final ByteOrder order;

  /**
   * Reads rows of a picture as bytes.
   *
   * @param picture 8 or 16 bits a sample
   * @param bigEndian whether the higher byte of 16 bits comes first
   */
  public Rows(Mat picture, boolean bigEndian) {
    this.picture = picture;
    this.bytes = new byte[Math.toIntExact(picture.cols() * picture.elemSize())];
    this.shorts =
        picture.depth() == CvType.CV_16U ? new short[picture.cols() * picture.channels()] : null;
    this.order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** {@return the bytes of a row} */
  public int length() {
    return bytes.length;
  }

  /** {@return the bytes of a row, valid until the next is read} */
  public byte[] get(int y) {
    if (shorts == null) {
      picture.get(y, 0, bytes);
    } else {
      picture.get(y, 0, shorts);
      ByteBuffer.wrap(bytes).order(order).asShortBuffer().put(shorts);
    }
    return bytes;
  }
}
