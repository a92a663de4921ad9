package io.gpen.generate;

import io.gpen.engine.Tensor;
import io.gpen.image.OpenCv;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Crops to tensor: RGB planes, levels 0..255 to -1..1 in the reference's float32 steps {@code
 * (x/255 - 0.5)/0.5} (GPEN's {@code face_model/face_gan.py}). Fills one buffer again and again, so
 * a tensor is valid until the next one is made.
 */
final class CropTensor implements AutoCloseable {

  static {
    OpenCv.load();
  }

  private final int size;
  private final ByteBuffer buffer;
  private final Mat planes;
  private final Mat levels = new Mat(1, 256, CvType.CV_32F);
  private final Mat channel = new Mat();

  /**
   * Makes room.
   *
   * @param size side of the square crops in pixels
   * @param batch so many crops at most at a time
   */
  CropTensor(int size, int batch) {
    this.size = size;
    this.buffer =
        ByteBuffer.allocateDirect(batch * 3 * size * size * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    this.planes = new Mat(batch * 3 * size, size, CvType.CV_32F, buffer);
    float[] table = new float[256];
    for (int level = 0; level < table.length; level++) {
      table[level] = (level / 255f - 0.5f) / 0.5f;
    }
    levels.put(0, 0, table);
  }

  /**
   * {@return [n, 3, size, size], RGB, -1..1}
   *
   * @param crops n crops, 8-bit BGR, not changed
   */
  Tensor of(List<Mat> crops) {
    int plane = 0;
    for (Mat crop : crops) {
      for (int c = 2; c >= 0; c--) {
        Core.extractChannel(crop, channel, c);
        Mat target = planes.rowRange(plane * size, (plane + 1) * size);
        Core.LUT(channel, levels, target);
        target.release();
        plane++;
      }
    }
    ByteBuffer used = buffer.duplicate().order(ByteOrder.nativeOrder());
    used.limit(plane * size * size * Float.BYTES);
    return new Tensor(used.asFloatBuffer(), crops.size(), 3, size, size);
  }

  @Override
  public void close() {
    planes.release();
    levels.release();
    channel.release();
  }
}
