package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Drops second boxes of one very large face. A face of more pixels than the anchors were trained on
 * is often found twice: rightly, and as a smaller face somewhere on it, too far off for the
 * suppression. Geometry alone cannot tell that from a child's face in front of its mother's, so the
 * detector runs on such a pair again, at a scale at which it detects both well: a box that is not
 * found again while the other one is, was no face. (Measured on portraits enlarged up to 1500
 * pixels and on a face pasted in front of a larger one: with the larger face at 224 to 320 pixels
 * every real face has a score over 0.97 and every duplicate is under 0.3; smaller, half-hidden
 * faces fall to 0.3, too.) Faces are only ever removed; the others keep their values and order.
 */
final class DuplicateFilter {

  /** Only faces with a longer side over this have duplicates, in pixels that the network sees. */
  private static final double LARGE = 400;

  /** Share of the smaller box that must lie in the other. */
  private static final double MIN_SHARED = 0.35;

  /** The longer side of the larger face in the second pass, in pixels. */
  private static final double SECOND_SIDE = 256;

  /** The margin around the two boxes, in units of the larger one's longer side. */
  private static final double MARGIN = 0.5;

  /** The second pass accepts a face at this share of the score asked for. */
  private static final double SECOND_SCORE = 0.5;

  /** Overlap from which two boxes are the same face. */
  private static final double SAME = 0.3;

  private final SingleLook secondPass;

  DuplicateFilter(SingleLook secondPass) {
    this.secondPass = secondPass;
  }

  /**
   * {@return the faces without duplicates, in the same order}
   *
   * @param photo 8-bit BGR, not changed
   * @param faces what the detector found in it
   * @param minScore the score that was asked for, 0 to 1
   */
  List<Face> withoutDuplicates(Mat photo, List<Face> faces, double minScore) {
    Set<Face> dropped = new HashSet<>();
    for (int i = 0; i < faces.size(); i++) {
      for (int k = i + 1; k < faces.size(); k++) {
        Face a = faces.get(i);
        Face b = faces.get(k);
        if (!dropped.contains(a) && !dropped.contains(b) && suspicious(photo, a, b)) {
          List<FaceBox> found = detectAgain(photo, a, b, minScore);
          boolean isA = found.stream().anyMatch(box -> isSame(box, a, b));
          boolean isB = found.stream().anyMatch(box -> isSame(box, b, a));
          if (isA != isB) {
            dropped.add(isA ? b : a);
          }
        }
      }
    }
    return faces.stream().filter(face -> !dropped.contains(face)).toList();
  }

  private static boolean suspicious(Mat photo, Face a, Face b) {
    double smaller = Math.min(a.box().area(), b.box().area());
    return longSide(a, b) * DetectorInput.scale(photo) > LARGE
        && a.box().intersection(b.box()) > MIN_SHARED * smaller;
  }

  /** What the detector finds around two faces, in pixels of the photo. */
  private List<FaceBox> detectAgain(Mat photo, Face a, Face b, double minScore) {
    Rect window = window(photo, a.box(), b.box(), MARGIN * longSide(a, b));
    double scale = SECOND_SIDE / longSide(a, b);
    Mat part = photo.submat(window);
    Mat small = new Mat();
    try {
      Size size =
          new Size(
              Math.max(1, Math.rint(window.width * scale)),
              Math.max(1, Math.rint(window.height * scale)));
      Imgproc.resize(part, small, size, 0, 0, Imgproc.INTER_AREA);
      return secondPass.detect(small, SECOND_SCORE * minScore).stream()
          .map(Face::box)
          .map(
              box ->
                  new FaceBox(
                      box.x1() / scale + window.x,
                      box.y1() / scale + window.y,
                      box.x2() / scale + window.x,
                      box.y2() / scale + window.y))
          .toList();
    } finally {
      part.release();
      small.release();
    }
  }

  private static Rect window(Mat photo, FaceBox a, FaceBox b, double margin) {
    int x = inside(Math.min(a.x1(), b.x1()) - margin, photo.cols() - 1);
    int y = inside(Math.min(a.y1(), b.y1()) - margin, photo.rows() - 1);
    int right = inside(Math.max(a.x2(), b.x2()) + margin, photo.cols());
    int bottom = inside(Math.max(a.y2(), b.y2()) + margin, photo.rows());
    return new Rect(x, y, Math.max(1, right - x), Math.max(1, bottom - y));
  }

  private static int inside(double place, int last) {
    return (int) Math.max(0, Math.min(last, place));
  }

  /** Whether a box is that of a face rather than of the other face of its pair. */
  private static boolean isSame(FaceBox box, Face face, Face other) {
    double overlap = box.overlap(face.box());
    return overlap > SAME && overlap > box.overlap(other.box());
  }

  private static double longSide(Face a, Face b) {
    return Math.max(
        Math.max(a.box().width(), a.box().height()), Math.max(b.box().width(), b.box().height()));
  }
}
