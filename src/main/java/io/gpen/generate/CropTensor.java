package io.gpen.generate;

import io.gpen.engine.Tensor;
import io.gpen.image.OpenCv;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Converts crops to the network's tensor and back, as GPEN's {@code face_model/face_gan.py} does:
 * RGB planes, levels 0..255 to the {@link ValueRange} of the network; on the way back levels are
 * clipped and truncated, not rounded. Reuses one buffer, so a tensor is valid until the next one is
 * made.
 */
final class CropTensor implements AutoCloseable {

  static {
    OpenCv.load();
  }

  private final int size;
  private final ValueRange range;
  private final ByteBuffer buffer;
  private final Mat planes;
  private final Mat levels = new Mat(1, 256, CvType.CV_32F);
  private final Mat channel = new Mat();

  /**
   * Allocates the buffer.
   *
   * @param size side of the square crops in pixels
   * @param batch the most crops of one tensor
   * @param range the values that the network works on
   */
  CropTensor(int size, int batch, ValueRange range) {
    this.size = size;
    this.range = range;
    this.buffer =
        ByteBuffer.allocateDirect(batch * 3 * size * size * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    this.planes = new Mat(batch * 3 * size, size, CvType.CV_32F, buffer);
    float[] table = new float[256];
    for (int level = 0; level < table.length; level++) {
      table[level] = range.value(level / 255f);
    }
    levels.put(0, 0, table);
  }

  /**
   * {@return [n, 3, size, size], RGB, in the range of the network}
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

  /**
   * {@return one crop for each item of the network's output, which the caller owns}
   *
   * @param output [n, 3, size, size], RGB, in the range of the network
   */
  List<GeneratedCrop> crops(Tensor output) {
    FloatBuffer values = output.data().duplicate().rewind();
    float[] plane = new float[size * size];
    List<GeneratedCrop> crops = new ArrayList<>();
    for (int item = 0; item < output.shape()[0]; item++) {
      byte[] bgr = new byte[3 * plane.length];
      boolean finite = true;
      for (int c = 2; c >= 0; c--) {
        values.get(plane);
        finite &= copyLevels(plane, bgr, c);
      }
      crops.add(finite ? restored(bgr) : new GeneratedCrop.NotFinite());
    }
    return crops;
  }

  /** {@return whether all values were finite} */
  private boolean copyLevels(float[] plane, byte[] bgr, int channel) {
    boolean finite = true;
    for (int i = 0; i < plane.length; i++) {
      float share = range.share(plane[i]);
      finite &= Float.isFinite(share);
      bgr[3 * i + channel] = (byte) (Math.max(0, Math.min(1, share)) * 255f);
    }
    return finite;
  }

  private GeneratedCrop restored(byte[] bgr) {
    Mat crop = new Mat(size, size, CvType.CV_8UC3);
    crop.put(0, 0, bgr);
    return new GeneratedCrop.Restored(crop);
  }

  @Override
  public void close() {
    planes.release();
    levels.release();
    channel.release();
  }
}
