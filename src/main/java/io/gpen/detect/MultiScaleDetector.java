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
  private static final double SMALL = 40;

  /** How many times as large they are looked at then. */
  private static final double CLOSER = 2;

  /** Photos with a longer side over this are not looked at any larger. */
  private static final double MAX_LONG_SIDE = 4000;

  /**
   * Faces larger than this in a look are left to a coarser one, in pixels that the network sees:
   * tiles cut them, and on a face that is too large the detector finds more, smaller ones.
   */
  private static final double MAX_SIZE = 320;

  private static final List<Integer> TURNS = List.of(90, 180, 270);

  private final FaceDetector detector;
  private final DetectionOptions options;
  private final double floor;

  /**
   * Uses a detector, which stays the caller's.
   *
   * @param detector makes the single looks
   * @param options which looks
   */
  public MultiScaleDetector(FaceDetector detector, DetectionOptions options) {
    this.detector = detector;
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
      if (found.stream().noneMatch(c -> isFound(c) && c.isUpright())) {
        List<Candidate> turned = candidates(photo, surestTurn(photo));
        if (turned.stream().anyMatch(c -> isFound(c) && c.isUpright())) {
          found = turned;
        }
      }
    } else {
      for (int angle : options.angles()) {
        found.addAll(candidates(photo, angle));
      }
    }
    return detections(found);
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

  /** {@return at which of the other angles one look shows the most} */
  private int surestTurn(Mat photo) {
    double best = -1;
    int surest = 0;
    for (int angle : TURNS) {
      double sum =
          new Look(DetectorInput.scale(photo), angle)
              .faces(detector, photo, LIKELY).stream().mapToDouble(Face::score).sum();
      if (sum > best) {
        best = sum;
        surest = angle;
      }
    }
    return surest;
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
      if (needsCloserLook(candidates, photo, full)) {
        addAll(candidates, seen(new Look(CLOSER * full, angle), photo, false));
        confirm(candidates, photo);
      }
    }
    return candidates;
  }

  private List<Sighting> seen(Look look, Mat photo, boolean coarsest) {
    return look.faces(detector, photo, floor).stream()
        .map(face -> new Sighting(face, look))
        .filter(sighting -> coarsest || sighting.size() <= MAX_SIZE)
        .toList();
  }

  private boolean needsCloserLook(List<Candidate> candidates, Mat photo, double full) {
    double longSide = full * Math.max(photo.cols(), photo.rows());
    double smallest =
        candidates.stream()
            .filter(this::isFound)
            .mapToDouble(c -> full * c.face().box().minSide())
            .min()
            .orElse(longSide <= RetinaFaceConstants.MAX_LONG_SIDE ? 0 : SMALL);
    return smallest < SMALL && longSide <= MAX_LONG_SIDE;
  }

  private void confirm(List<Candidate> candidates, Mat photo) {
    candidates.stream()
        .filter(Candidate::isDoubtful)
        .forEach(candidate -> CloseUps.confirm(candidate, detector, photo));
  }

  private static void addAll(List<Candidate> candidates, List<Sighting> seen) {
    for (Sighting sighting : seen) {
      candidates.stream()
          .filter(candidate -> candidate.isSame(sighting.face()))
          .findFirst()
          .ifPresentOrElse(
              candidate -> candidate.add(sighting), () -> candidates.add(new Candidate(sighting)));
    }
  }

  /** A close-up may show the same face for two candidates. */
  private Detections detections(List<Candidate> candidates) {
    List<Candidate> distinct = new ArrayList<>();
    candidates.stream()
        .filter(c -> c.score() > floor)
        .sorted(Comparator.comparingDouble(c -> -c.score()))
        .filter(c -> distinct.stream().noneMatch(other -> other.isSame(c.face())))
        .forEach(distinct::add);
    List<Face> faces = new ArrayList<>();
    List<Face> weaker = new ArrayList<>();
    distinct.forEach(c -> (isFound(c) ? faces : weaker).add(c.face()));
    return new Detections(faces, weaker);
  }
}
