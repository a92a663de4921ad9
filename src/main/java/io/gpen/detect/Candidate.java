package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** What may be a face: one or more looks show it at this place. */
final class Candidate {

  /** Boxes of two looks that overlap by more than this are of the same face. */
  private static final double SAME_BOX = 0.4;

  /** So are those whose landmarks are, on average, this share of the box's width apart. */
  private static final double SAME_LANDMARKS = 0.2;

  /** A face whose eyes are this many degrees away from being above its mouth is not upright. */
  private static final double MAX_TILT = 60;

  /** A face of this score in any look needs no close-up. */
  private static final double SURE = 0.95;

  private final List<Sighting> sightings = new ArrayList<>();
  private Sighting surest;
  private OptionalDouble closeUpScore = OptionalDouble.empty();

  /** The candidate that a look shows. */
  Candidate(Sighting sighting) {
    surest = sighting;
    sightings.add(sighting);
  }

  /** {@return where the surest look shows it} */
  Sighting surest() {
    return surest;
  }

  /** Adds what another look shows. */
  void add(Sighting sighting) {
    sightings.add(sighting);
    if (sighting.face().score() > surest.face().score()) {
      surest = sighting;
    }
  }

  /**
   * Adds what close-ups show.
   *
   * @param shown the face in each close-up that shows it
   * @param score the mean of all their scores
   */
  void confirm(List<Sighting> shown, double score) {
    sightings.addAll(shown);
    closeUpScore = OptionalDouble.of(score);
  }

  /** {@return whether only close-ups can tell what it is} */
  boolean isDoubtful() {
    return surest.face().score() < SURE && closeUpScore.isEmpty();
  }

  /** {@return whether a face of any look is this one} */
  boolean isSame(Face face) {
    return surest.face().box().overlap(face.box()) > SAME_BOX || landmarksCoincide(face);
  }

  private boolean landmarksCoincide(Face face) {
    Landmarks own = surest.face().landmarks();
    double apart = 0;
    for (int i = 0; i < own.points().size(); i++) {
      apart += own.points().get(i).distance(face.landmarks().points().get(i));
    }
    FaceBox box = surest.face().box();
    double width = Math.min(box.width(), face.box().width());
    return apart / own.points().size() < SAME_LANDMARKS * width;
  }

  /** {@return the score: the highest if that is a sure one, otherwise that of the close-ups} */
  double score() {
    double highest = surest.face().score();
    return highest < SURE ? closeUpScore.orElse(highest) : highest;
  }

  /**
   * {@return the face, as the look shows it in which its size is nearest to the detector's best:
   * the landmarks are most precise there}
   */
  Face face() {
    Face best =
        sightings.stream()
            .filter(sighting -> sighting.look().angle() == surest.look().angle())
            .min(Comparator.comparingDouble(Sighting::distanceFromBest))
            .orElseThrow()
            .face();
    return new Face(best.box(), score(), best.landmarks());
  }

  /** {@return whether the eyes are above the mouth in the turned photo} */
  boolean isUpright() {
    Landmarks points = surest.face().landmarks();
    Point eyes = middle(points.leftEye(), points.rightEye());
    Point mouth = middle(points.leftMouth(), points.rightMouth());
    double angle = Math.toDegrees(Math.atan2(eyes.x() - mouth.x(), mouth.y() - eyes.y()));
    return Math.abs(Math.IEEEremainder(angle + surest.look().angle(), 360)) < MAX_TILT;
  }

  private static Point middle(Point a, Point b) {
    return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
  }
}
