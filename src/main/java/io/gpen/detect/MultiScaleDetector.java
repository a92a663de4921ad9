package io.gpen.detect;

import io.gpen.face.Face;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Mat;

/**
 * Finds the faces of a photo in several looks of a detector: at several scales, in tiles, turned.
 * Each face comes once. The automatic choice looks closer only where it may find more: if there are
 * small faces, or none. With {@link DetectionOptions#REFERENCE} it is one look, the reference's.
 */
public final class MultiScaleDetector {

  /** Faces of a lower score are not even likely ones. */
  static final double LIKELY = 0.5;

  /** Photos with a smaller face, in pixels that the network sees, are looked at again. */
  private static final double SMALL = 32;

  /** How many times as large they are looked at then. */
  private static final double CLOSER = 2;

  /** Photos with a longer side over this are not looked at any larger. */
  private static final double MAX_LONG_SIDE = 4000;

  private static final List<Integer> TURNS = List.of(90, 180, 270);

  private final SingleLook detector;
  private final DetectionOptions options;
  private final double floor;

  /**
   * Uses a detector, which stays the caller's.
   *
   * @param detector makes the single looks
   * @param options which looks
   */
  public MultiScaleDetector(FaceDetector detector, DetectionOptions options) {
    // The close-ups of the automatic choice tell duplicates from faces.
    this.detector = options.scales().isEmpty() ? detector::detectWithDuplicates : detector::detect;
    this.options = options;
    this.floor =
        options.scales().isEmpty() ? Math.min(options.minScore(), LIKELY) : options.minScore();
  }

  /**
   * {@return the faces of a photo}
   *
   * @param photo 8-bit BGR; not changed
   * @throws io.gpen.engine.EngineException if the network cannot be run
   */
  public Detections detect(Mat photo) {
    if (isOneLook(photo)) {
      return new Detections(detector.detect(photo, options.minScore()), List.of());
    }
    List<Candidate> found = new ArrayList<>();
    if (options.angles().isEmpty()) {
      found = candidates(photo, 0);
      if (upright(found) == 0) {
        found = turned(photo, found);
      }
    } else {
      for (int angle : options.angles()) {
        found.addAll(candidates(photo, angle));
      }
    }
    return detections(found);
  }

  /** {@return what the turned photo shows at the angle with the most faces, if one has any} */
  private List<Candidate> turned(Mat photo, List<Candidate> notTurned) {
    List<Candidate> best = notTurned;
    for (int angle : TURNS) {
      List<Candidate> candidates = candidates(photo, angle);
      if (upright(candidates) > upright(best)) {
        best = candidates;
      }
    }
    return best;
  }

  /** {@return the sum of the scores of the faces that are upright} */
  private double upright(List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> isFound(candidate) && candidate.isUpright())
        .mapToDouble(Candidate::score)
        .sum();
  }

  /** {@return whether it is the reference's look alone} */
  private boolean isOneLook(Mat photo) {
    return options.scales().equals(List.of(1.0))
        && options.angles().equals(List.of(0))
        && !(options.tiles() && DetectorInput.scale(photo) < 1);
  }

  private boolean isFound(Candidate candidate) {
    return candidate.score() > options.minScore();
  }

  /** {@return what all looks at one angle show} */
  private List<Candidate> candidates(Mat photo, int angle) {
    double reduced = DetectorInput.scale(photo);
    double full = options.tiles() ? 1 : reduced;
    List<Look> looks = new ArrayList<>();
    if (options.scales().isEmpty()) {
      looks.add(new Look(reduced, angle));
      if (full != reduced) {
        looks.add(new Look(full, angle));
      }
    } else {
      options.scales().forEach(scale -> looks.add(new Look(scale * full, angle)));
      double longSide = Math.max(photo.cols(), photo.rows());
      if (looks.get(0).scale() * longSide > RetinaFaceConstants.MAX_LONG_SIDE) {
        looks.add(0, new Look(reduced, angle));
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Look look : looks) {
      addAll(candidates, seen(look, photo, look == looks.get(0)));
    }
    if (options.scales().isEmpty()) {
      confirm(candidates, photo);
      if (needsCloserLook(candidates, photo, full, angle)) {
        addAll(candidates, seen(new Look(CLOSER * full, angle), photo, false));
        confirm(candidates, photo);
      }
    }
    return candidates;
  }

  private List<Sighting> seen(Look look, Mat photo, boolean coarsest) {
    return look.faces(detector, photo, floor).stream()
        .map(face -> new Sighting(face, look))
        .filter(sighting -> coarsest || !sighting.isTooLarge())
        .toList();
  }

  /** Where nothing was found, a photo is not enlarged for other angles and if it is large. */
  private boolean needsCloserLook(List<Candidate> candidates, Mat photo, double full, int angle) {
    double longSide = full * Math.max(photo.cols(), photo.rows());
    double smallest =
        candidates.stream()
            .filter(this::isFound)
            .mapToDouble(c -> full * c.face().box().minSide())
            .min()
            .orElse(angle == 0 && longSide <= RetinaFaceConstants.MAX_LONG_SIDE ? 0 : SMALL);
    return smallest < SMALL && longSide <= MAX_LONG_SIDE;
  }

  private void confirm(List<Candidate> candidates, Mat photo) {
    new CloseUps(detector, photo)
        .confirm(candidates.stream().filter(Candidate::isDoubtful).toList());
  }

  private static void addAll(List<Candidate> candidates, List<Sighting> seen) {
    for (Sighting sighting : seen) {
      candidates.stream()
          .filter(c -> Candidate.isSame(c.surest().face(), sighting.face()))
          .findFirst()
          .ifPresentOrElse(
              candidate -> candidate.add(sighting), () -> candidates.add(new Candidate(sighting)));
    }
  }

  /** A close-up may show the same face for two candidates. */
  private Detections detections(List<Candidate> candidates) {
    List<Face> distinct = new ArrayList<>();
    candidates.stream()
        .map(Candidate::face)
        .filter(face -> face.score() > floor)
        .sorted(Comparator.comparingDouble(face -> -face.score()))
        .filter(face -> distinct.stream().noneMatch(other -> Candidate.isSame(other, face)))
        .forEach(distinct::add);
    return new Detections(
        distinct.stream().filter(face -> face.score() > options.minScore()).toList(),
        distinct.stream().filter(face -> face.score() <= options.minScore()).toList());
  }
}
