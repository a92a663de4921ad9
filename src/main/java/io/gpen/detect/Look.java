package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * One look of the detector at a photo: at one scale, turned by right angles. A picture that is
 * larger than the detector takes is looked at in overlapping tiles. The photo itself is never
 * changed, and the faces come back in its pixels.
 *
 * @param scale pixels that the network sees per pixel of the photo
 * @param angle by how many degrees the photo is turned clockwise for this look: 0, 90, 180 or 270
 */
record Look(double scale, int angle) {

  private static final int QUARTER = 90;

  /**
   * {@return what the detector finds, in no particular order; near the edges of tiles a face may
   * come twice}
   *
   * @param detector sees pictures with a long side of up to {@link
   *     RetinaFaceConstants#MAX_LONG_SIDE}
   * @param photo 8-bit BGR; not changed
   * @param minScore faces of a lower score are left out, 0 to 1
   */
  List<Face> faces(FaceDetector detector, Mat photo, double minScore) {
    if (angle == 0 && scale == DetectorInput.scale(photo)) {
      return detector.detect(photo, minScore);
    }
    List<Face> faces = new ArrayList<>();
    for (Rect tile : Tiles.of(photo.cols(), photo.rows(), scale)) {
      for (Face face : facesIn(tile, detector, photo, minScore)) {
        if (!Tiles.isCut(face.box(), tile, photo.cols(), photo.rows())) {
          faces.add(face);
        }
      }
    }
    return faces;
  }

  /**
   * {@return what the detector finds in a part of the photo, in pixels of the photo}
   *
   * @param tile the part, which is not so large that it has to be divided
   */
  List<Face> facesIn(Rect tile, FaceDetector detector, Mat photo, double minScore) {
    Mat part = photo.submat(tile);
    Mat scaled = new Mat();
    Mat turned = new Mat();
    try {
      Size size =
          new Size(
              Math.max(1, Math.rint(tile.width * scale)),
              Math.max(1, Math.rint(tile.height * scale)));
      Imgproc.resize(
          part, scaled, size, 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
      if (angle != 0) {
        Core.rotate(scaled, turned, angle / QUARTER - 1);
      }
      UnaryOperator<Point> toPhoto =
          p -> {
            Point q = upright(p, scaled.cols(), scaled.rows());
            return new Point(q.x() / scale + tile.x, q.y() / scale + tile.y);
          };
      return detector.detect(angle == 0 ? scaled : turned, minScore).stream()
          .map(face -> mapped(face, toPhoto))
          .toList();
    } finally {
      part.release();
      scaled.release();
      turned.release();
    }
  }

  /** Where a point of the turned picture lies in the picture of this size that was turned. */
  private Point upright(Point p, int width, int height) {
    return switch (angle) {
      case 90 -> new Point(p.y(), height - 1 - p.x());
      case 180 -> new Point(width - 1 - p.x(), height - 1 - p.y());
      case 270 -> new Point(width - 1 - p.y(), p.x());
      default -> p;
    };
  }

  private static Face mapped(Face face, UnaryOperator<Point> map) {
    FaceBox box = face.box();
    Point a = map.apply(new Point(box.x1(), box.y1()));
    Point b = map.apply(new Point(box.x2(), box.y2()));
    List<Point> points = face.landmarks().points().stream().map(map).toList();
    return new Face(
        new FaceBox(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.max(a.x(), b.x()),
            Math.max(a.y(), b.y())),
        face.score(),
        new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4)));
  }
}
