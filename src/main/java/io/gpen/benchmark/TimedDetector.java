package io.gpen.benchmark;

import io.gpen.detect.FaceDetector;
import io.gpen.face.Face;
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

  @Override
  public void close() {
    // The detector belongs to the caller.
  }
}
