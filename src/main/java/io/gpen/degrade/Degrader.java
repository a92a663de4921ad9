package io.gpen.degrade;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Puts the stages in the order of the reference ({@code degrade_process} in
 * training/data_loader/dataset_face.py): flip and grey, which change the clear picture as well,
 * then blur, shrink, noise, JPEG and back to the size.
 */
public final class Degrader {

  private Degrader() {}

  /**
   * Degrades a picture.
   *
   * @param picture 8-bit BGR; left as it is
   * @param degradation the numbers
   * @return the picture as it is to be compared with, and its degraded copy; owned by the caller
   */
  public static DegradedPair degrade(Mat picture, Degradation degradation) {
    if (picture.type() != CvType.CV_8UC3) {
      throw new IllegalArgumentException("only 8-bit BGR can be degraded");
    }
    Mat values = new Mat();
    picture.convertTo(values, CvType.CV_32F, 1 / DegradationConstants.LEVELS);
    Mat clear = through(toClear(degradation), values);
    Mat levels = toLevels(clear);
    try {
      Mat degraded = through(toDegraded(degradation, picture.cols(), picture.rows()), clear);
      DegradedPair pair = new DegradedPair(levels, toLevels(degraded));
      degraded.release();
      return pair;
    } catch (RuntimeException | Error e) {
      levels.release();
      throw e;
    }
  }

  /** Releases the picture and what lies between the stages. */
  private static Mat through(List<Stage> stages, Mat picture) {
    Mat current = picture;
    for (Stage stage : stages) {
      Mat last = current;
      try {
        current = stage.apply(last);
      } finally {
        last.release();
      }
    }
    return current;
  }

  private static Mat toLevels(Mat values) {
    Mat levels = new Mat();
    values.convertTo(levels, CvType.CV_8U, DegradationConstants.LEVELS);
    return levels;
  }

  private static List<Stage> toClear(Degradation degradation) {
    List<Stage> stages = new ArrayList<>();
    if (degradation.flip()) {
      stages.add(new Flip());
    }
    if (degradation.grey()) {
      stages.add(new Grey());
    }
    return stages;
  }

  private static List<Stage> toDegraded(Degradation degradation, int width, int height) {
    return List.of(
        new Blur(degradation),
        new Shrink(degradation.downscale()),
        Noise.gaussian(degradation.noiseSigma(), degradation.noiseSeed()),
        new JpegCompression(degradation.jpegQuality()),
        new Enlarge(width, height));
  }
}
