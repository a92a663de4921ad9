package io.gpen.generate;

import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Tensor to crops: RGB planes -1..1 to BGR levels, clipped and truncated, not rounded, as the
 * reference does (GPEN's {@code face_model/face_gan.py}).
 */
final class RestoredCrops {

  private RestoredCrops() {}

  /**
   * {@return one 8-bit BGR crop for each item, which the caller owns; an empty Mat for an item that
   * holds anything but numbers}
   *
   * @param tensor [n, 3, size, size], RGB, -1..1
   */
  static List<Mat> of(Tensor tensor) {
    int size = tensor.shape()[2];
    int pixels = size * size;
    FloatBuffer values = tensor.data().duplicate().rewind();
    float[] plane = new float[pixels];
    List<Mat> crops = new ArrayList<>();
    for (int item = 0; item < tensor.shape()[0]; item++) {
      byte[] bgr = new byte[3 * pixels];
      boolean numbers = true;
      for (int c = 2; c >= 0; c--) {
        values.get(plane);
        numbers &= fill(bgr, c, plane);
      }
      Mat crop = new Mat();
      if (numbers) {
        crop.create(size, size, CvType.CV_8UC3);
        crop.put(0, 0, bgr);
      }
      crops.add(crop);
    }
    return crops;
  }

  private static boolean fill(byte[] bgr, int channel, float[] plane) {
    boolean numbers = true;
    for (int i = 0; i < plane.length; i++) {
      float share = plane[i] * 0.5f + 0.5f;
      numbers &= Float.isFinite(share);
      bgr[3 * i + channel] = (byte) (Math.max(0, Math.min(1, share)) * 255f);
    }
    return numbers;
  }
}
