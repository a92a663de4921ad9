package io.gpen.detect;

import io.gpen.engine.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Photo to tensor: shrinks photos over 1500 pixels, subtracts the mean, splits the channels into
 * planes. Reuses one buffer, which grows to the largest picture, so one thread at a time may use
 * it, and a tensor is valid until the next one is made.
 */
final class DetectorInput {

  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  /**
   * The input of the network.
   *
   * @param tensor [1, 3, height, width], BGR minus the mean
   * @param scale network pixels per photo pixel
   */
  record Input(Tensor tensor, double scale) {

    int width() {
      return tensor.shape()[3];
    }

    int height() {
      return tensor.shape()[2];
    }
  }

  /**
   * {@return the network's input for a photo}
   *
   * @param photo 8-bit BGR; not changed
   */
  Input of(Mat photo) {
    double scale = scale(photo);
    if (scale == 1) {
      return new Input(planes(photo), 1);
    }
    Mat shrunk = FloatShrink.shrink(photo, scale);
    try {
      return new Input(planes(shrunk), scale);
    } finally {
      shrunk.release();
    }
  }

  /**
   * {@return network pixels per photo pixel}
   *
   * @param photo any photo
   */
  static double scale(Mat photo) {
    int longSide = Math.max(photo.cols(), photo.rows());
    return longSide <= RetinaFaceConstants.MAX_LONG_SIDE
        ? 1
        : (double) RetinaFaceConstants.SHRUNK_LONG_SIDE / longSide;
  }

  /** Works on 8-bit and on float pictures. */
  private Tensor planes(Mat bgr) {
    int rows = bgr.rows();
    int cols = bgr.cols();
    int bytes = 3 * rows * cols * Float.BYTES;
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    ByteBuffer used = buffer.duplicate().order(ByteOrder.nativeOrder()).limit(bytes);
    Mat all = new Mat(3 * rows, cols, CvType.CV_32F, used);
    Mat channel = new Mat();
    try {
      for (int c = 0; c < 3; c++) {
        Core.extractChannel(bgr, channel, c);
        Mat plane = all.rowRange(c * rows, (c + 1) * rows);
        channel.convertTo(plane, CvType.CV_32F, 1, -RetinaFaceConstants.MEAN.val[c]);
        plane.release();
      }
    } finally {
      channel.release();
      all.release();
    }
    return new Tensor(used.asFloatBuffer(), 1, 3, rows, cols);
  }
}
