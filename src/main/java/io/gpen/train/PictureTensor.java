package io.gpen.train;

import io.gpen.engine.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Pictures as tensors and back: 8-bit BGR, and float32 RGB planes of -1 to 1. */
final class PictureTensor {

  private static final int CHANNELS = 3;
  private static final float HALF = 127.5f;

  private PictureTensor() {}

  /** {@return (pictures, 3, height, width)} */
  static Tensor of(List<Mat> pictures) {
    int width = pictures.get(0).cols();
    int height = pictures.get(0).rows();
    int plane = width * height;
    float[] values = new float[pictures.size() * CHANNELS * plane];
    byte[] bgr = new byte[CHANNELS * plane];
    for (int n = 0; n < pictures.size(); n++) {
      pictures.get(n).get(0, 0, bgr);
      for (int c = 0; c < CHANNELS; c++) {
        int at = (CHANNELS * n + c) * plane;
        for (int i = 0; i < plane; i++) {
          values[at + i] = (bgr[CHANNELS * i + CHANNELS - 1 - c] & 0xff) / HALF - 1;
        }
      }
    }
    return new Tensor(FloatBuffer.wrap(values), pictures.size(), CHANNELS, height, width);
  }

  /** {@return the pictures, clipped and rounded, owned by the caller} */
  static List<Mat> pictures(Tensor tensor) {
    int[] shape = tensor.shape();
    int plane = shape[2] * shape[3];
    FloatBuffer values = tensor.data().duplicate().rewind();
    List<Mat> pictures = new ArrayList<>();
    byte[] bgr = new byte[CHANNELS * plane];
    for (int n = 0; n < shape[0]; n++) {
      for (int c = 0; c < CHANNELS; c++) {
        int at = (CHANNELS * n + c) * plane;
        for (int i = 0; i < plane; i++) {
          int level = Math.round((values.get(at + i) + 1) * HALF);
          bgr[CHANNELS * i + CHANNELS - 1 - c] = (byte) Math.max(0, Math.min(255, level));
        }
      }
      Mat picture = new Mat(shape[2], shape[3], CvType.CV_8UC3);
      picture.put(0, 0, bgr);
      pictures.add(picture);
    }
    return pictures;
  }
}
