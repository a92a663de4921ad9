package io.gpen.detect;

import io.gpen.engine.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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
      return new Input(of(List.of(photo)), 1);
    }
    Mat shrunk = FloatShrink.shrink(photo, scale);
    try {
      return new Input(of(List.of(shrunk)), scale);
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

  /**
   * {@return the network's input for pictures as they are, [n, 3, height, width]}
   *
   * @param pictures BGR of 8 bits or float, all of the same size; not changed
   */
  Tensor of(List<Mat> pictures) {
    int rows = pictures.get(0).rows();
    int cols = pictures.get(0).cols();
    int bytes = pictures.size() * 3 * rows * cols * Float.BYTES;
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    ByteBuffer used = buffer.duplicate().order(ByteOrder.nativeOrder()).limit(bytes);
    Mat all = new Mat(pictures.size() * 3 * rows, cols, CvType.CV_32F, used);
    Mat channel = new Mat();
    try {
      for (int i = 0; i < 3 * pictures.size(); i++) {
        Core.extractChannel(pictures.get(i / 3), channel, i % 3);
        Mat plane = all.rowRange(i * rows, (i + 1) * rows);
        channel.convertTo(plane, CvType.CV_32F, 1, -RetinaFaceConstants.MEAN.val[i % 3]);
        plane.release();
      }
    } finally {
      channel.release();
      all.release();
    }
    return new Tensor(used.asFloatBuffer(), pictures.size(), 3, rows, cols);
  }
}
