package io.gpen.guard;

import io.gpen.face.Face;
import io.gpen.face.FaceOutcome.Rule;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.util.List;
import java.util.Optional;

/**
 * Tells landmarks by which a face can be aligned from those by which it cannot. Everything is
 * measured in the frame of the face itself: down is from the middle of the eyes to the middle of
 * the mouth, so that faces turned by any angle count as upright ones.
 *
 * <p>The bounds are wide. What two detectors find on real photographs has its nose 0.42 to 0.80 of
 * the way from the eyes to the mouth and up to 0.4 of the eyes' distance beside the line between
 * them, 0.9 in a profile that is still restored well; its eyes lie 0.24 to 0.50 of the box's
 * shorter side apart, which is 0.43 to 1.12 of their distance from the mouth.
 */
public final class FaceGeometry {

  /** Distance of the eyes in units of the shorter side of the box. */
  private static final double MIN_EYES_IN_BOX = 0.12;

  private static final double MAX_EYES_IN_BOX = 0.75;

  /** Distance of the eyes in units of that from the eyes to the mouth. */
  private static final double MIN_EYES_TO_MOUTH = 0.3;

  private static final double MAX_EYES_TO_MOUTH = 2;

  /** How far above the eyes or below the mouth the nose may be, in units of their distance. */
  private static final double NOSE_MARGIN = 0.1;

  /** How far beside the line from eyes to mouth the nose may be, in units of its length. */
  private static final double MAX_NOSE_BESIDE = 0.6;

  /** The least ratio of the nose's distances from the two eyes. */
  private static final double MIN_NOSE_RATIO = 0.4;

  /** Landmarks of another face that may be where this one has its eyes, nose and mouth. */
  private static final int MAX_SHARED = 1;

  /** How far that region reaches beyond the landmarks, in units of the distance of the eyes. */
  private static final double INNER_MARGIN = 0.25;

  private FaceGeometry() {}

  /**
   * {@return what is wrong with the landmarks of a face; empty if nothing is}
   *
   * @param face a face whose landmarks are finite and do not all coincide
   * @param found every face found in the photo, this one too
   */
  public static Optional<Objection> check(Face face, List<Face> found) {
    Frame frame = Frame.of(face.landmarks());
    if (!isFace(face, frame)) {
      return objection("its eyes, nose and mouth are not where a face has them");
    }
    if (noseRatio(face.landmarks()) < MIN_NOSE_RATIO) {
      return objection("it is turned too far to the side");
    }
    boolean shared =
        found.stream()
            .filter(other -> other.score() > face.score())
            .anyMatch(other -> frame.count(other.landmarks()) > MAX_SHARED);
    return shared ? objection("another face lies over its eyes, nose or mouth") : Optional.empty();
  }

  private static Optional<Objection> objection(String reason) {
    return Optional.of(new Objection(Rule.GEOMETRY, reason));
  }

  /** Not true either where all eyes and mouth corners coincide: nothing is finite then. */
  private static boolean isFace(Face face, Frame frame) {
    Landmarks points = face.landmarks();
    double inBox = points.leftEye().distance(points.rightEye()) / face.box().minSide();
    double nose = frame.down(points.nose());
    return frame.across(points.rightEye()) > frame.across(points.leftEye())
        && frame.across(points.rightMouth()) > frame.across(points.leftMouth())
        && inBox > MIN_EYES_IN_BOX
        && inBox < MAX_EYES_IN_BOX
        && frame.eyes > MIN_EYES_TO_MOUTH
        && frame.eyes < MAX_EYES_TO_MOUTH
        && nose > -NOSE_MARGIN
        && nose < 1 + NOSE_MARGIN
        && Math.abs(frame.across(points.nose())) < MAX_NOSE_BESIDE;
  }

  private static double noseRatio(Landmarks points) {
    double left = points.nose().distance(points.leftEye());
    double right = points.nose().distance(points.rightEye());
    return Math.min(left, right) / Math.max(left, right);
  }

  /**
   * The frame of a face: its origin is the middle of the eyes, its unit of length leads down from
   * there to the middle of the mouth.
   *
   * @param origin the middle of the eyes, in pixels of the photo
   * @param x the unit's part to the right in the photo, in pixels
   * @param y the unit's part down in the photo, in pixels
   * @param eyes the distance of the eyes in units
   * @param left the place across of the eye or corner of the mouth that is farthest left
   * @param right the place across of the one that is farthest right
   */
  private record Frame(Point origin, double x, double y, double eyes, double left, double right) {

    static Frame of(Landmarks points) {
      Point origin = middle(points.leftEye(), points.rightEye());
      Point mouth = middle(points.leftMouth(), points.rightMouth());
      double x = mouth.x() - origin.x();
      double y = mouth.y() - origin.y();
      Frame frame = new Frame(origin, x, y, 0, 0, 0);
      return new Frame(
          origin,
          x,
          y,
          points.leftEye().distance(points.rightEye()) / Math.hypot(x, y),
          Math.min(frame.across(points.leftEye()), frame.across(points.leftMouth())),
          Math.max(frame.across(points.rightEye()), frame.across(points.rightMouth())));
    }

    private static Point middle(Point a, Point b) {
      return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
    }

    double down(Point p) {
      return ((p.x() - origin.x()) * x + (p.y() - origin.y()) * y) / (x * x + y * y);
    }

    double across(Point p) {
      return ((p.x() - origin.x()) * y - (p.y() - origin.y()) * x) / (x * x + y * y);
    }

    /** {@return how many landmarks of another face lie where this one has its own} */
    long count(Landmarks other) {
      double margin = INNER_MARGIN * eyes;
      return other.points().stream()
          .filter(p -> down(p) > -margin && down(p) < 1 + margin)
          .filter(p -> across(p) > left - margin && across(p) < right + margin)
          .count();
    }
  }
}
