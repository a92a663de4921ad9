package io.gpen.guard;

import io.gpen.detect.FaceDetector;
import io.gpen.face.AlignedFace;
import io.gpen.face.Face;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.image.Reduction;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.opencv.core.Mat;
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
  public List<Optional<Objection>> check(List<Pair> faces) {
    List<Look> looks = looks(faces, Pair::restored);
    List<Pair> doubtful =
        IntStream.range(0, faces.size())
            .filter(i -> looks.get(i).shift() > MAX_SHIFT)
            .mapToObj(faces::get)
            .toList();
    Iterator<Look> before = looks(doubtful, face -> face.before().crop()).iterator();
    return looks.stream()
        .map(
            after ->
                after.shift() > MAX_SHIFT
                    ? objection(after, before.next())
                    : Optional.<Objection>empty())
        .toList();
  }

  private static Optional<Objection> objection(Look after, Look before) {
    if (before.seen().isEmpty()) {
      return Optional.empty();
    }
    double own = after.shiftFrom(before.seen().get());
    LOG.debug("landmarks moved by {} as seen in the crops", Wording.format("%.3f", own));
    if (own <= MAX_SHIFT) {
      return Optional.empty();
    }
    String reason =
        after.seen().isEmpty()
            ? "restored it would not look like a face any more"
            : Wording.format(
                "restored its eyes, nose or mouth would move by %.0f %% of its width",
                100 * Math.min(own, after.shift()));
    return Optional.of(new Objection(Rule.CONSISTENCY, reason));
  }

  /**
   * What the detector sees in a crop.
   *
   * @param aligned the landmarks by which the face was aligned, in pixels of the crop
   * @param seen those of the face that is nearest to them, if there is a face
   * @param width of the face in pixels of the crop
   */
  private record Look(List<Point> aligned, Optional<List<Point>> seen, double width) {

    /** {@return how far from others those that were seen lie, in units of the face's width} */
    double shiftFrom(List<Point> others) {
      return seen.map(points -> distance(points, others) / width).orElse(1.0);
    }

    double shift() {
      return shiftFrom(aligned);
    }
  }

  private List<Look> looks(List<Pair> faces, Function<Pair, Mat> crop) {
    List<Mat> small = new ArrayList<>();
    try {
      for (Pair face : faces) {
        Mat reduced = new Mat();
        small.add(reduced);
        Reduction.by(crop.apply(face), SIDE, reduced);
      }
      List<List<Face>> found = detector.detectAll(small, MIN_SCORE);
      return IntStream.range(0, faces.size())
          .mapToObj(i -> look(faces.get(i).before(), found.get(i)))
          .toList();
    } finally {
      small.forEach(Mat::release);
    }
  }

  private static Look look(AlignedFace face, List<Face> found) {
    List<Point> aligned =
        face.face().landmarks().points().stream().map(face.toCrop()::apply).toList();
    double scale = (double) face.crop().cols() / SIDE;
    Optional<List<Point>> seen =
        found.stream()
            .map(other -> enlarged(other.landmarks(), scale))
            .min(Comparator.comparingDouble(points -> distance(points, aligned)));
    Look look = new Look(aligned, seen, face.face().box().minSide() * face.toCrop().scale());
    LOG.debug("landmarks moved by {} of the width", Wording.format("%.3f", look.shift()));
    return look;
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
