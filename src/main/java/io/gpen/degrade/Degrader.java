package io.gpen.degrade;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Applies the stages in the order of the reference ({@code degrade_process} in
 * training/data_loader/dataset_face.py): flip and grey, which change the clear image as well, then
 * blur, shrink, noise, JPEG and resizing to the original size.
 */
public final class Degrader {

  private Degrader() {}

  /**
   * An image and its degraded copy; owns both.
   *
   * @param clear the image, mirrored and grey if the degradation says so, 8-bit BGR
   * @param degraded the degraded copy, of the same size and type
   */
  public record Pair(Mat clear, Mat degraded) implements AutoCloseable {

    @Override
    public void close() {
      clear.release();
      degraded.release();
    }
  }

  /**
   * Degrades an image.
   *
   * @param image 8-bit BGR; not modified
   * @param degradation the parameters
   * @return the image to compare with and its degraded copy; owned by the caller
   * @throws IllegalArgumentException if the image is not 8-bit BGR
   */
  public static Pair degrade(Mat image, Degradation degradation) {
    if (image.type() != CvType.CV_8UC3) {
      throw new IllegalArgumentException("only 8-bit BGR images can be degraded");
    }
    Mat values = new Mat();
    image.convertTo(values, CvType.CV_32F, 1 / Stages.LEVELS);
    Mat clear = apply(clearStages(degradation), values);
    Mat levels = toLevels(clear);
    try {
      Mat degraded = apply(degradedStages(degradation, image.cols(), image.rows()), clear);
      Pair pair = new Pair(levels, toLevels(degraded));
      degraded.release();
      return pair;
    } catch (RuntimeException | Error e) {
      levels.release();
      throw e;
    }
  }

  /** Releases the image and every intermediate result. */
  private static Mat apply(List<Stage> stages, Mat image) {
    Mat current = image;
    for (Stage stage : stages) {
      Mat previous = current;
      try {
        current = stage.apply(previous);
      } finally {
        previous.release();
      }
    }
    return current;
  }

  private static Mat toLevels(Mat values) {
    Mat levels = new Mat();
    values.convertTo(levels, CvType.CV_8U, Stages.LEVELS);
    return levels;
  }

  private static List<Stage> clearStages(Degradation degradation) {
    List<Stage> stages = new ArrayList<>();
    if (degradation.flip()) {
      stages.add(Stages.flip());
    }
    if (degradation.grey()) {
      stages.add(Stages.grey());
    }
    return stages;
  }

  private static List<Stage> degradedStages(Degradation degradation, int width, int height) {
    return List.of(
        Stages.blur(degradation),
        Stages.shrink(degradation.downscale()),
        Stages.gaussianNoise(degradation.noiseSigma(), degradation.noiseSeed()),
        Stages.jpeg(degradation.jpegQuality()),
        Stages.resize(width, height));
  }
}
