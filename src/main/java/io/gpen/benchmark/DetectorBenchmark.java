package io.gpen.benchmark;

import io.gpen.checkpoint.StateDict;
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
  static final List<Seen> SIZES =
      List.of(
          new Seen(new Size(1024, 768), new Size(1024, 768)),
          new Seen(new Size(1500, 1125), new Size(1500, 1125)),
          new Seen(new Size(4000, 3000), new Size(1000, 750)));

  private static final double MIN_SCORE = 0.9;

  private DetectorBenchmark() {}

  /**
   * The size of a photo.
   *
   * @param photo in pixels of the photo
   * @param network in pixels that the network sees
   */
  record Seen(Size photo, Size network) {}

  /** {@return the figures of a detector, which is not owned} */
  static DetectorFigures run(
      NamedDetector named, FaceDetector detector, List<Seen> sizes, Rounds rounds) {
    List<Mat> photos = new ArrayList<>();
    List<Rounds.Work> works = new ArrayList<>();
    Mat model = SyntheticPhoto.of(1024, 768, 0, 0, 0).pixels();
    try {
      for (Seen seen : sizes) {
        Size size = seen.photo();
        Mat photo = new Mat();
        photos.add(photo);
        Imgproc.resize(model, photo, size, 0, 0, Imgproc.INTER_LINEAR);
        works.add(
            Rounds.Work.here(
                "%d x %d".formatted((int) size.width, (int) size.height),
                () -> detector.detect(photo, MIN_SCORE)));
      }
      return new DetectorFigures(named.name(), rows(named, sizes, rounds.time(works)));
    } finally {
      model.release();
      photos.forEach(Mat::release);
    }
  }

  private static List<DetectorFigures.Row> rows(
      NamedDetector named, List<Seen> sizes, List<Timing> timings) {
    List<DetectorFigures.Row> rows = new ArrayList<>();
    try (StateDict weights = named.weights().open()) {
      for (int i = 0; i < timings.size(); i++) {
        Size size = sizes.get(i).network();
        rows.add(
            new DetectorFigures.Row(
                timings.get(i),
                DetectorFlopCount.of(weights, (int) size.width, (int) size.height)));
      }
    }
    return rows;
  }
}
