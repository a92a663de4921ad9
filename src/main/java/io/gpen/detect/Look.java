package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.List;
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
  List<Face> faces(SingleLook detector, Mat photo, double minScore) {
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

  private List<Face> facesIn(Rect part, SingleLook detector, Mat photo, double minScore) {
    Mat picture = picture(part, photo);
    try {
      return detector.detect(picture, minScore).stream()
          .map(face -> toPhoto(face, part, picture.cols(), picture.rows()))
          .toList();
    } finally {
      picture.release();
    }
  }

  /**
   * {@return a part of the photo as this look shows it, which the caller owns}
   *
   * @param part the part, in pixels of the photo
   * @param photo 8-bit BGR; not changed
   */
  Mat picture(Rect part, Mat photo) {
    Mat source = photo.submat(part);
    Mat scaled = new Mat();
    try {
      Size size =
          new Size(
              Math.max(1, Math.rint(part.width * scale)),
              Math.max(1, Math.rint(part.height * scale)));
      Imgproc.resize(
          source, scaled, size, 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
      if (angle == 0) {
        return scaled.clone();
      }
      Mat turned = new Mat();
      Core.rotate(scaled, turned, angle / QUARTER - 1);
      return turned;
    } finally {
      source.release();
      scaled.release();
    }
  }

  /**
   * {@return a face of a picture, in pixels of the photo}
   *
   * @param face a face in pixels of the picture
   * @param part the part of the photo that the picture shows
   * @param width width of the picture
   * @param height height of the picture
   */
  Face toPhoto(Face face, Rect part, int width, int height) {
    return face.mapped(
        p -> {
          Point q = upright(p, width, height);
          return new Point(q.x() / scale + part.x, q.y() / scale + part.y);
        });
  }

  /** Where a point of a turned picture of this size lies in the picture before it was turned. */
  private Point upright(Point p, int width, int height) {
    return switch (angle) {
      case 90 -> new Point(p.y(), width - 1 - p.x());
      case 180 -> new Point(width - 1 - p.x(), height - 1 - p.y());
      case 270 -> new Point(height - 1 - p.y(), p.x());
      default -> p;
    };
  }
}
