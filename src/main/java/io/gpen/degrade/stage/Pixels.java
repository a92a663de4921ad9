package io.gpen.degrade.stage;

import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A picture between two stages.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 for grey, 3 for BGR
 * @param values 0 to 1, row by row, the channels of a pixel side by side
 */
public record Pixels(int width, int height, int channels, float[] values) {

  /** The largest value of 8 bits. */
  static final double LEVELS = 255;

  /** Changes one value. */
  @FunctionalInterface
  interface Change {

    /** {@return the new value} */
    float of(float value);
  }

  /** {@return an empty picture} */
  static Pixels black(int width, int height, int channels) {
    return new Pixels(width, height, channels, new float[width * height * channels]);
  }

  /**
   * {@return a picture of OpenCV's}
   *
   * @param image 8-bit BGR or grey; not modified
   */
  public static Pixels of(Mat image) {
    Mat values = new Mat();
    try {
      image.convertTo(values, CvType.CV_32F, 1 / LEVELS);
      return ofValues(values);
    } finally {
      values.release();
    }
  }

  /** {@return a picture of float32 values from 0 to 1} */
  static Pixels ofValues(Mat image) {
    float[] values = new float[(int) image.total() * image.channels()];
    image.get(0, 0, values);
    return new Pixels(image.cols(), image.rows(), image.channels(), values);
  }

  /** {@return float32 values from 0 to 1, owned by the caller} */
  Mat toValues() {
    Mat image = new Mat(height, width, CvType.CV_32FC(channels));
    image.put(0, 0, values);
    return image;
  }

  /** {@return the picture in 8 bits and as many channels, owned by the caller} */
  Mat toLevels() {
    Mat image = toValues();
    try {
      Mat levels = new Mat();
      image.convertTo(levels, CvType.CV_8U, LEVELS);
      return levels;
    } finally {
      image.release();
    }
  }

  /** {@return 8-bit BGR, owned by the caller} */
  public Mat toBgr8() {
    return inColour().toLevels();
  }

  /** {@return this picture with three channels} */
  Pixels inColour() {
    if (channels == 3) {
      return this;
    }
    float[] all = new float[3 * values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i / 3];
    }
    return new Pixels(width, height, 3, all);
  }

  /** {@return this picture with other values, as many} */
  Pixels with(float[] others) {
    return new Pixels(width, height, channels, others);
  }

  /** {@return this picture with every value changed and clipped to 0..1} */
  Pixels map(Change change) {
    float[] changed = values.clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = clip(change.of(changed[i]));
    }
    return with(changed);
  }

  /** {@return a copy of the values} */
  float[] copy() {
    return Arrays.copyOf(values, values.length);
  }

  /** {@return the value, or the nearest in 0..1} */
  static float clip(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
