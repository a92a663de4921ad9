package io.gpen.benchmark;

import io.gpen.align.FaceTemplate;
import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.opencv.core.Mat;

/**
 * Measures the time in a detector, and may replace the faces that it finds. Closing it leaves the
 * detector open.
 */
final class TimedDetector implements FaceDetector {

  private static final double NANOS = 1e9;

  private final FaceDetector detector;
  private final Optional<List<Face>> planted;
  private final AtomicLong nanos = new AtomicLong();

  /**
   * Wraps a detector.
   *
   * @param detector the detector, not owned
   * @param planted the faces to return for every photo instead of those found
   */
  TimedDetector(FaceDetector detector, Optional<List<Face>> planted) {
    this.detector = detector;
    this.planted = planted;
  }

  /** {@return the seconds in the detector since the last call} */
  double lap() {
    return nanos.getAndSet(0) / NANOS;
  }

  @Override
  public List<Face> detect(Mat photo, double minScore) {
    long start = System.nanoTime();
    List<Face> found = detector.detect(photo, minScore);
    nanos.addAndGet(System.nanoTime() - start);
    return planted.orElse(found);
  }

  /** In crops of planted faces it finds a face where it should be. */
  @Override
  public List<List<Face>> detectAll(List<Mat> pictures, double minScore) {
    long start = System.nanoTime();
    List<List<Face>> found = detector.detectAll(pictures, minScore);
    nanos.addAndGet(System.nanoTime() - start);
    return planted.isEmpty()
        ? found
        : pictures.stream().map(picture -> List.of(onTemplate(picture))).toList();
  }

  private static Face onTemplate(Mat picture) {
    List<Point> p = FaceTemplate.points(picture.cols());
    return new Face(
        new FaceBox(0, 0, picture.cols(), picture.rows()),
        1,
        new Landmarks(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4)));
  }

  @Override
  public void close() {
    // The detector belongs to the caller.
  }
}
