package io.gpen.benchmark;

import io.gpen.checkpoint.StateDict;
import io.gpen.detect.FaceDetector;
import io.gpen.text.Json;
import io.gpen.text.Wording;
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
  static final List<PhotoSize> SIZES =
      List.of(
          new PhotoSize(new Size(1024, 768), new Size(1024, 768)),
          new PhotoSize(new Size(1500, 1125), new Size(1500, 1125)),
          new PhotoSize(new Size(4000, 3000), new Size(1000, 750)));

  private static final double MIN_SCORE = 0.9;

  private DetectorBenchmark() {}

  /**
   * The size of a photo.
   *
   * @param photo in pixels of the photo
   * @param network in pixels of the network's input
   */
  record PhotoSize(Size photo, Size network) {}

  /**
   * How fast the detector is, from pixels to faces.
   *
   * @param name which detector
   * @param photos one row for each size
   */
  public record Figures(String name, List<Row> photos) {}

  /**
   * Photos of one size.
   *
   * @param timing one photo per sample; named by the photo's size
   * @param gflop the operations of the network on one photo, in units of 10^9
   * @param gflopPerSecond the median speed
   */
  public record Row(@Json.Inline Timing timing, double gflop, double gflopPerSecond) {}

  /** {@return the figures of a detector, which stays open} */
  static Figures run(
      BenchmarkRequest.Detector named,
      FaceDetector detector,
      List<PhotoSize> sizes,
      Rounds rounds) {
    List<Mat> photos = new ArrayList<>();
    List<Rounds.Work> works = new ArrayList<>();
    Mat original = SyntheticPhoto.of(1024, 768, 0, 0, 0).pixels();
    try {
      for (PhotoSize size : sizes) {
        Mat photo = new Mat();
        photos.add(photo);
        Imgproc.resize(original, photo, size.photo(), 0, 0, Imgproc.INTER_LINEAR);
        works.add(
            Rounds.Work.here(
                Wording.format("%d x %d", photo.cols(), photo.rows()),
                () -> detector.detect(photo, MIN_SCORE)));
      }
      return new Figures(named.name(), rows(named, sizes, rounds.time(works)));
    } finally {
      original.release();
      photos.forEach(Mat::release);
    }
  }

  private static List<Row> rows(
      BenchmarkRequest.Detector named, List<PhotoSize> sizes, List<Timing> timings) {
    List<Row> rows = new ArrayList<>();
    try (StateDict weights = named.weights().open()) {
      for (int i = 0; i < timings.size(); i++) {
        Size size = sizes.get(i).network();
        double gflop = DetectorFlopCount.of(weights, (int) size.width, (int) size.height) / 1e9;
        Timing timing = timings.get(i);
        rows.add(new Row(timing, gflop, gflop / timing.seconds().median()));
      }
    }
    return rows;
  }
}
