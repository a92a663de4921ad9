package io.gpen.guard;

import io.gpen.detect.FaceDetector;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.text.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the face in the restored crop. Its landmarks must lie where those lay by which it was
 * aligned, or where the detector sees them in the crop before: on a small soft face they depend on
 * the scale at which it looks. A crop in which it does not see the face before either says nothing.
 */
public final class LandmarkGuard implements FaceGuard {

  private static final Logger LOG = LoggerFactory.getLogger(LandmarkGuard.class);

  /** Side of the crop as the detector sees it, in pixels: enough for five points, and quick. */
  private static final int SIDE = 128;

  /** The least score in a crop, of which it is known that a face is in it. */
  private static final double MIN_SCORE = 0.3;

  /** How far the landmarks may lie apart in the mean, in units of the face's width. */
  private static final double MAX_SHIFT = 0.06;

  private final FaceDetector detector;

  /**
   * Uses a detector, which stays the caller's.
   *
   * @param detector finds the face in the crops
   */
  public LandmarkGuard(FaceDetector detector) {
    this.detector = detector;
  }

  @Override
  public Optional<Objection> check(AlignedFace before, Mat restored) {
    double width = before.face().box().minSide() * before.toCrop().scale();
    List<Point> aligned =
        before.face().landmarks().points().stream().map(before.toCrop()::apply).toList();
    Optional<List<Point>> after = nearest(restored, aligned);
    double shift = after.map(points -> distance(points, aligned) / width).orElse(1.0);
    LOG.debug("landmarks moved by {} of the width of the face", Wording.format("%.3f", shift));
    if (shift <= MAX_SHIFT) {
      return Optional.empty();
    }
    Optional<List<Point>> seen = nearest(before.crop(), aligned);
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    double own = after.map(points -> distance(points, seen.get()) / width).orElse(1.0);
    LOG.debug("landmarks moved by {} as seen in the crops", Wording.format("%.3f", own));
    if (own <= MAX_SHIFT) {
      return Optional.empty();
    }
    String reason =
        after.isEmpty()
            ? "restored it would not look like a face any more"
            : Wording.format(
                "restored its eyes, nose or mouth would move by %.0f %% of its width",
                100 * Math.min(own, shift));
    return Optional.of(new Objection(Rule.CONSISTENCY, reason));
  }

  /** {@return the landmarks in pixels of the crop of the face that is nearest to some} */
  private Optional<List<Point>> nearest(Mat crop, List<Point> expected) {
    Mat small = new Mat();
    List<Face> faces;
    try {
      Imgproc.resize(crop, small, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_AREA);
      faces = detector.detect(small, MIN_SCORE);
    } finally {
      small.release();
    }
    double scale = (double) crop.cols() / SIDE;
    return faces.stream()
        .map(face -> enlarged(face.landmarks(), scale))
        .min(Comparator.comparingDouble(points -> distance(points, expected)));
  }

  private static List<Point> enlarged(Landmarks landmarks, double scale) {
    double shift = (scale - 1) / 2;
    return landmarks.points().stream()
        .map(p -> new Point(p.x() * scale + shift, p.y() * scale + shift))
        .toList();
  }

  /** {@return the mean distance of corresponding points} */
  private static double distance(List<Point> a, List<Point> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i).distance(b.get(i));
    }
    return sum / a.size();
  }
}
