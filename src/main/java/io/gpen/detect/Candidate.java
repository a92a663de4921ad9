package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What may be a face: one or more looks show it at this place. */
final class Candidate {

  /** Boxes of two looks that overlap by more than this are of the same face. */
  private static final double SAME_BOX = 0.4;

  /** So are those whose landmarks are, on average, this share of the box's width apart. */
  private static final double SAME_LANDMARKS = 0.2;

  /** A face whose eyes are this many degrees away from being above its mouth is not upright. */
  private static final double MAX_TILT = 60;

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
   * Adds what a close-up shows.
   *
   * @param shown the face in it, if it shows one
   * @param closeUps over how many close-ups the score is averaged
   */
  void confirm(Optional<Sighting> shown, int closeUps) {
    double score = shown.map(sighting -> sighting.face().score()).orElse(0.0);
    closeUpScore = OptionalDouble.of(closeUpScore.orElse(0) + score / closeUps);
    shown.ifPresent(sightings::add);
  }

  /** {@return whether only close-ups can tell what it is} */
  boolean isDoubtful() {
    return !surest.isSure() && closeUpScore.isEmpty();
  }

  /** {@return whether what two looks show is the same face} */
  static boolean isSame(Face a, Face b) {
    return a.box().overlap(b.box()) > SAME_BOX || landmarksCoincide(a, b);
  }

  private static boolean landmarksCoincide(Face a, Face b) {
    List<Point> points = a.landmarks().points();
    double apart = 0;
    for (int i = 0; i < points.size(); i++) {
      apart += points.get(i).distance(b.landmarks().points().get(i));
    }
    double width = Math.min(a.box().width(), b.box().width());
    return apart / points.size() < SAME_LANDMARKS * width;
  }

  /** {@return the score: the highest if that is a sure one, otherwise that of the close-ups} */
  double score() {
    double highest = surest.face().score();
    return surest.isSure() ? highest : closeUpScore.orElse(highest);
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
