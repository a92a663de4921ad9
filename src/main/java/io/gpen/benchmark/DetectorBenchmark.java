package io.gpen.benchmark;

import io.gpen.detect.FaceDetector;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Times the detector on photos of several sizes. */
final class DetectorBenchmark {

  /**
   * A small photo, the largest that is not shrunk before detection, and one of 12 megapixels, which
   * is.
   */
  static final List<Size> SIZES =
      List.of(new Size(1024, 768), new Size(1500, 1125), new Size(4000, 3000));

  private static final double MIN_SCORE = 0.9;

  private DetectorBenchmark() {}

  static DetectorFigures run(String name, FaceDetector detector, List<Size> sizes, Rounds rounds) {
    List<Mat> photos = new ArrayList<>();
    List<Rounds.Work> works = new ArrayList<>();
    Mat model = SyntheticPhoto.of(1024, 768, 0, 0, 0).pixels();
    try {
      for (Size size : sizes) {
        Mat photo = new Mat();
        photos.add(photo);
        Imgproc.resize(model, photo, size, 0, 0, Imgproc.INTER_LINEAR);
        works.add(
            Rounds.Work.here(
                "%d x %d".formatted((int) size.width, (int) size.height),
                () -> detector.detect(photo, MIN_SCORE)));
      }
      return new DetectorFigures(name, rounds.time(works));
    } finally {
      model.release();
      photos.forEach(Mat::release);
    }
  }
}
