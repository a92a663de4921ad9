package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * Looks again at what may be faces, at sizes at which the detector sees best. What is no face is
 * seldom taken for one at another size, too, while a face that a first look hardly shows, because
 * it is too small or too large in it, is clear in a close-up. (Measured on 28 photographs: of 134
 * faces, 96 have a score over 0.9 in the first look and 116 over 0.85 in the close-ups, with no and
 * with one false one.) Many close-ups make one picture, as the network takes longer to start than
 * to look at one of them.
 */
final class CloseUps {

  /** The longer side of the face in each close-up, in pixels that the network sees. */
  private static final double[] SIZES = {64, 128};

  /** The side of a close-up, in units of the face. */
  private static final double WINDOW = 2.5;

  /** Less than this in one close-up cannot be made up for in the next. */
  private static final double HOPELESS = 0.6;

  /** What a close-up shows at a lower score is nothing. */
  private static final double MIN_SCORE = 0.2;

  /** Overlap from which a box in a close-up is that of the candidate. */
  private static final double SAME = 0.45;

  private final SingleLook detector;
  private final Mat photo;

  CloseUps(SingleLook detector, Mat photo) {
    this.detector = detector;
    this.photo = photo;
  }

  /** Gives candidates the scores that close-ups show. */
  void confirm(List<Candidate> candidates) {
    List<Candidate> left = candidates;
    for (double size : SIZES) {
      int columns = (int) (RetinaFaceConstants.MAX_LONG_SIDE / (WINDOW * size));
      List<Candidate> promising = new ArrayList<>();
      for (int from = 0; from < left.size(); from += columns * columns) {
        List<Candidate> some = left.subList(from, Math.min(left.size(), from + columns * columns));
        promising.addAll(look(some, columns, size));
      }
      left = promising;
    }
  }

  /** {@return the candidates that a look at all of them, side by side, shows to be faces} */
  private List<Candidate> look(List<Candidate> candidates, int mostColumns, double size) {
    int cell = (int) (WINDOW * size);
    int columns = Math.min(mostColumns, candidates.size());
    int rows = (candidates.size() + columns - 1) / columns;
    Mat sheet = new Mat(rows * cell, columns * cell, CvType.CV_8UC3, RetinaFaceConstants.MEAN);
    try {
      List<CloseUp> closeUps = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        Rect place = new Rect(i % columns * cell, i / columns * cell, cell, cell);
        closeUps.add(CloseUp.draw(candidates.get(i), size, photo, sheet, place));
      }
      List<Face> faces = detector.detect(sheet, MIN_SCORE);
      List<Candidate> promising = new ArrayList<>();
      for (CloseUp closeUp : closeUps) {
        Optional<Sighting> shown = closeUp.best(faces);
        closeUp.candidate().confirm(shown, SIZES.length);
        if (shown.isPresent() && shown.get().face().score() > HOPELESS) {
          promising.add(closeUp.candidate());
        }
      }
      return promising;
    } finally {
      sheet.release();
    }
  }

  /**
   * One close-up in a picture of many.
   *
   * @param candidate what it shows
   * @param look its scale and angle
   * @param part the part of the photo that it shows
   * @param place where it is in the picture
   */
  private record CloseUp(Candidate candidate, Look look, Rect part, Rect place) {

    static CloseUp draw(Candidate candidate, double size, Mat photo, Mat sheet, Rect cell) {
      Sighting surest = candidate.surest();
      FaceBox box = surest.face().box();
      double side = Math.max(box.width(), box.height());
      Look look = new Look(size / side, surest.look().angle());
      Rect part = window(box.centre(), WINDOW * side / 2, photo);
      Mat picture = look.picture(part, photo);
      Rect place = new Rect(cell.x, cell.y, picture.cols(), picture.rows());
      int width = Math.min(cell.width, place.width);
      int height = Math.min(cell.height, place.height);
      Mat target = sheet.submat(new Rect(cell.x, cell.y, width, height));
      Mat source = picture.submat(new Rect(0, 0, width, height));
      source.copyTo(target);
      source.release();
      target.release();
      picture.release();
      return new CloseUp(candidate, look, part, place);
    }

    private static Rect window(Point centre, double reach, Mat photo) {
      int x = inside(centre.x() - reach, photo.cols() - 1);
      int y = inside(centre.y() - reach, photo.rows() - 1);
      int right = inside(centre.x() + reach, photo.cols());
      int bottom = inside(centre.y() + reach, photo.rows());
      return new Rect(x, y, Math.max(1, right - x), Math.max(1, bottom - y));
    }

    private static int inside(double place, int last) {
      return (int) Math.max(0, Math.min(last, place));
    }

    /** {@return the candidate among the faces of the whole picture, if it is there} */
    Optional<Sighting> best(List<Face> faces) {
      FaceBox box = candidate.surest().face().box();
      Rect here = new Rect(0, 0, place.width, place.height);
      return faces.stream()
          .map(face -> face.moved(-place.x, -place.y))
          .filter(face -> here.contains(pixel(face.box().centre())))
          .map(face -> look.toPhoto(face, part, place.width, place.height))
          .filter(face -> face.box().overlap(box) > SAME)
          .max(Comparator.comparingDouble(Face::score))
          .map(face -> new Sighting(face, look));
    }

    private static org.opencv.core.Point pixel(Point point) {
      return new org.opencv.core.Point(point.x(), point.y());
    }
  }
}
