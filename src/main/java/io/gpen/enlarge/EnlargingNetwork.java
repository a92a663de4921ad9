package io.gpen.enlarge;

import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.text.Wording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * A network that enlarges, around its tensors: the steps of {@code RealESRNet.process} of GPEN's
 * {@code sr_model/real_esrnet.py}, without rounding to levels.
 */
final class EnlargingNetwork implements AutoCloseable {

  private final Network network;
  private final EnlargingModel model;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  /**
   * Takes over a network.
   *
   * @param network takes RGB in 0..1, [1, 3, height, width], and gives the enlarged picture
   * @param model what it is
   */
  EnlargingNetwork(Network network, EnlargingModel model) {
    this.network = network;
    this.model = model;
  }

  EnlargingModel model() {
    return model;
  }

  /**
   * {@return the enlarged picture, float32 BGR in 0..1, which the caller owns}
   *
   * @param picture float32 BGR in 0..1, not changed
   */
  Mat enlarge(Mat picture) {
    int fold = model.fold();
    int rows = (picture.rows() + fold - 1) / fold * fold;
    int columns = (picture.cols() + fold - 1) / fold * fold;
    Tensor output = network.run(input(picture, rows, columns)).get(0);
    int scale = model.scale();
    int[] expected = {1, 3, rows * scale, columns * scale};
    if (!Arrays.equals(output.shape(), expected)) {
      throw new EngineException(
          Wording.format(
              "the network made %s of %d x %d pixels, which is not %d times as much: the model does"
                  + " not enlarge pictures",
              Arrays.toString(output.shape()), columns, rows, scale));
    }
    Mat whole = picture(output);
    Mat part = whole.submat(0, picture.rows() * scale, 0, picture.cols() * scale);
    try {
      return part.clone();
    } finally {
      part.release();
      whole.release();
    }
  }

  /** Reflected to whole multiples of what the network folds into channels. */
  private Tensor input(Mat picture, int rows, int columns) {
    int values = 3 * rows * columns;
    if (buffer.capacity() < values * Float.BYTES) {
      buffer = ByteBuffer.allocateDirect(values * Float.BYTES).order(ByteOrder.nativeOrder());
    }
    Mat planes = new Mat(3 * rows, columns, CvType.CV_32F, buffer);
    Mat padded = new Mat();
    try {
      Core.copyMakeBorder(
          picture,
          padded,
          0,
          rows - picture.rows(),
          0,
          columns - picture.cols(),
          Core.BORDER_REFLECT_101);
      for (int c = 0; c < 3; c++) {
        Mat plane = planes.rowRange(c * rows, (c + 1) * rows);
        Core.extractChannel(padded, plane, 2 - c);
        plane.release();
      }
      ByteBuffer used = buffer.duplicate().order(ByteOrder.nativeOrder());
      used.limit(values * Float.BYTES);
      return new Tensor(used.asFloatBuffer(), 1, 3, rows, columns);
    } finally {
      planes.release();
      padded.release();
    }
  }

  /** Values outside 0..1 are clipped. */
  private static Mat picture(Tensor output) {
    int rows = output.shape()[2];
    int columns = output.shape()[3];
    float[] values = new float[rows * columns];
    Mat[] planes = new Mat[3];
    Mat picture = new Mat();
    try {
      for (int c = 0; c < 3; c++) {
        output.data().get(c * values.length, values);
        planes[2 - c] = new Mat(rows, columns, CvType.CV_32F);
        planes[2 - c].put(0, 0, values);
        if (!Core.checkRange(planes[2 - c])) {
          throw new EngineException(
              "the upscaling network returned NaN or infinite values: the weights are damaged, or"
                  + " the photo is beyond what they can enlarge");
        }
      }
      Core.merge(List.of(planes), picture);
      Imgproc.threshold(picture, picture, 1, 1, Imgproc.THRESH_TRUNC);
      Imgproc.threshold(picture, picture, 0, 0, Imgproc.THRESH_TOZERO);
      return picture;
    } catch (RuntimeException | Error e) {
      picture.release();
      throw e;
    } finally {
      Arrays.stream(planes).filter(plane -> plane != null).forEach(Mat::release);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
