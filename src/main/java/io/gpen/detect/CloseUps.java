package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Looks again at what may be a face, alone and at the sizes at which the detector sees best. What
 * is no face is seldom taken for one at another size, too, while a face that a first look hardly
 * shows, because it is too small or too large in it, is clear in a close-up. (Measured on 28
 * photographs: of 134 faces, 96 have a score over 0.9 in the first look and 116 over 0.85 in the
 * close-ups, with no and with one false one.)
 */
final class CloseUps {

  /** The longer side of the face in each close-up, in pixels that the network sees. */
  private static final double[] SIZES = {64, 128};

  /** The side of the part of the photo that is looked at, in units of the face. */
  private static final double WINDOW = 3;

  /** Less than this in one close-up cannot be made up for in the next. */
  private static final double HOPELESS = 0.4;

  /** What a close-up shows at a lower score is nothing. */
  private static final double MIN_SCORE = 0.2;

  /** Overlap from which a box in a close-up is that of the candidate. */
  private static final double SAME = 0.35;

  private CloseUps() {}

  /** Gives a candidate the score that the close-ups show. */
  static void confirm(Candidate candidate, FaceDetector detector, Mat photo) {
    Sighting surest = candidate.surest();
    FaceBox box = surest.face().box();
    double side = Math.max(box.width(), box.height());
    Rect window = window(box.centre(), WINDOW * side / 2, photo);
    List<Sighting> shown = new ArrayList<>();
    for (double size : SIZES) {
      Look look = new Look(size / side, surest.look().angle());
      Optional<Face> found =
          look.facesIn(window, detector, photo, MIN_SCORE).stream()
              .filter(face -> face.box().overlap(box) > SAME)
              .max(Comparator.comparingDouble(Face::score));
      found.ifPresent(face -> shown.add(new Sighting(face, look)));
      if (found.map(Face::score).orElse(0.0) < HOPELESS) {
        break;
      }
    }
    double sum = shown.stream().mapToDouble(sighting -> sighting.face().score()).sum();
    candidate.confirm(shown, sum / SIZES.length);
  }

  private static Rect window(Point centre, double reach, Mat photo) {
    int x = inside(centre.x() - reach, photo.cols() - 1);
    int y = inside(centre.y() - reach, photo.rows() - 1);
    int right = inside(Math.ceil(centre.x() + reach), photo.cols());
    int bottom = inside(Math.ceil(centre.y() + reach), photo.rows());
    return new Rect(x, y, Math.max(1, right - x), Math.max(1, bottom - y));
  }

  private static int inside(double place, int last) {
    return (int) Math.max(0, Math.min(last, place));
  }
}
