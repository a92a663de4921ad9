package io.gpen.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** The rows of a picture as bytes. The array that is given out is used again for the next row. */
final class Rows {

  private final Mat picture;
  private final byte[] bytes;
  private final short[] shorts;
  private final ByteOrder order;

  Rows(Mat picture, boolean bigEndian) {
    this.picture = picture;
    this.bytes = new byte[Math.toIntExact(picture.cols() * picture.elemSize())];
    this.shorts =
        picture.depth() == CvType.CV_16U ? new short[picture.cols() * picture.channels()] : null;
    this.order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  int length() {
    return bytes.length;
  }

  byte[] get(int y) {
    if (shorts == null) {
      picture.get(y, 0, bytes);
    } else {
      picture.get(y, 0, shorts);
      ByteBuffer.wrap(bytes).order(order).asShortBuffer().put(shorts);
    }
    return bytes;
  }
}
