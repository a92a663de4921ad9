package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;

/**
 * Finds faces that are drawn as squares with a blue left and a green right eye, of any size, but
 * only upright ones, and gives them the score that a function has for their width in the picture.
 */
final class DrawnFaces implements FaceDetector {

  private static final Scalar BLUE = new Scalar(255, 0, 0);
  private static final Scalar GREEN = new Scalar(0, 255, 0);
  private static final Scalar SKIN = new Scalar(0, 0, 200);
  private static final double LIT = 100;

  private final DoubleUnaryOperator scoreOfWidth;

  /** The size of each picture that was looked at. */
  final List<Size> seen = new ArrayList<>();

  DrawnFaces(DoubleUnaryOperator scoreOfWidth) {
    this.scoreOfWidth = scoreOfWidth;
  }

  /** A black picture with square faces. */
  static Mat picture(int width, int height, Rect... faces) {
    Mat picture = new Mat(height, width, CvType.CV_8UC3, Scalar.all(0));
    for (Rect face : faces) {
      int eye = Math.max(2, face.width / 5);
      int top = face.y + eye;
      Imgproc.rectangle(picture, face, SKIN, Imgproc.FILLED);
      Imgproc.rectangle(picture, new Rect(face.x + eye, top, eye, eye), BLUE, Imgproc.FILLED);
      Imgproc.rectangle(picture, new Rect(face.x + 3 * eye, top, eye, eye), GREEN, Imgproc.FILLED);
    }
    return picture;
  }

  @Override
  public List<Face> detect(Mat photo, double minScore) {
    seen.add(photo.size());
    Mat lit = new Mat();
    Core.transform(photo, lit, new Mat(1, 3, CvType.CV_32F, Scalar.all(1)));
    Imgproc.threshold(lit, lit, LIT, 255, Imgproc.THRESH_BINARY);
    List<MatOfPoint> outlines = new ArrayList<>();
    Imgproc.findContours(
        lit, outlines, new Mat(), Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_SIMPLE);
    List<Face> faces = new ArrayList<>();
    for (MatOfPoint outline : outlines) {
      Rect box = Imgproc.boundingRect(outline);
      Point left = eye(photo, box, 0);
      Point right = eye(photo, box, 1);
      double score = scoreOfWidth.applyAsDouble(Math.max(box.width, box.height));
      Point centre = new Point(box.x + (box.width - 1) / 2.0, box.y + (box.height - 1) / 2.0);
      boolean upright =
          right.x() - left.x() > Math.abs(right.y() - left.y()) && left.y() < centre.y();
      if (upright && score > minScore) {
        faces.add(
            new Face(
                new FaceBox(box.x, box.y, box.x + box.width, box.y + box.height),
                score,
                new Landmarks(
                    left, right, centre, opposite(right, centre), opposite(left, centre))));
      }
    }
    faces.sort(Comparator.comparingDouble(face -> -face.score()));
    return faces;
  }

  /** The middle of what is lit in one channel; nowhere in particular if nothing is. */
  private static Point eye(Mat photo, Rect box, int channel) {
    Mat eye = new Mat();
    Core.extractChannel(photo.submat(box), eye, channel);
    Moments moments = Imgproc.moments(eye);
    return new Point(
        box.x + moments.m10 / Math.max(1, moments.m00),
        box.y + moments.m01 / Math.max(1, moments.m00));
  }

  private static Point opposite(Point eye, Point centre) {
    return new Point(2 * centre.x() - eye.x(), 2 * centre.y() - eye.y());
  }

  @Override
  public void close() {}
}
