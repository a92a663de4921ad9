package io.gpen.detect;

import static io.gpen.detect.RetinaFaceConstants.CENTRE_VARIANCE;
import static io.gpen.detect.RetinaFaceConstants.SIZE_VARIANCE;

import io.gpen.detect.AnchorGrid.Anchor;
import io.gpen.engine.Tensor;
import io.gpen.face.Face;
import io.gpen.face.FaceBox;
import io.gpen.face.Landmarks;
import io.gpen.face.Point;
import io.gpen.text.Wording;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Raw outputs of the network to faces, before suppression. Reference: {@code decode} and {@code
 * decode_landm} of {@code face_detect/utils/box_utils.py}.
 */
final class RetinaFaceDecoder {

  private final FloatBuffer boxes;
  private final FloatBuffer scores;
  private final FloatBuffer landmarks;
  private final int width;
  private final int height;
  private final AnchorGrid anchors;

  /**
   * Takes the outputs of one picture.
   *
   * @param outputs box offsets [1, N, 4], class probabilities [1, N, 2] of which the second is the
   *     face's, landmark offsets [1, N, 10]
   * @param width width of the picture that the network saw, in pixels
   * @param height its height
   * @throws IllegalArgumentException if the outputs are not of that form
   */
  RetinaFaceDecoder(List<Tensor> outputs, int width, int height) {
    this.width = width;
    this.height = height;
    this.anchors = new AnchorGrid(width, height);
    int[] lastAxes = {4, 2, 10};
    boolean fits = outputs.size() == lastAxes.length;
    for (int i = 0; fits && i < lastAxes.length; i++) {
      fits = Arrays.equals(outputs.get(i).shape(), new int[] {1, anchors.count(), lastAxes[i]});
    }
    if (!fits) {
      throw new IllegalArgumentException(
          Wording.format(
              "the network's outputs are not those of a RetinaFace detector on %d x %d pixels: %s",
              width, height, outputs.stream().map(t -> Arrays.toString(t.shape())).toList()));
    }
    this.boxes = outputs.get(0).data();
    this.scores = outputs.get(1).data();
    this.landmarks = outputs.get(2).data();
  }

  /**
   * {@return the faces over a score, in descending score, in pixels of the picture that the network
   * saw}
   *
   * @param minScore a score must be over this, 0 to 1
   * @param limit the most faces to return
   */
  List<Face> faces(double minScore, int limit) {
    return IntStream.range(0, anchors.count())
        .filter(i -> score(i) > minScore)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -score(i)))
        .limit(limit)
        .flatMap(i -> face(i).stream())
        .toList();
  }

  private float score(int i) {
    return scores.get(2 * i + 1);
  }

  /** Empty if the box is not finite; landmarks are checked by alignment. */
  private Optional<Face> face(int i) {
    Anchor anchor = anchors.at(i);
    double w = anchor.width() * Math.exp(boxes.get(4 * i + 2) * SIZE_VARIANCE);
    double h = anchor.height() * Math.exp(boxes.get(4 * i + 3) * SIZE_VARIANCE);
    Point centre = moved(anchor, boxes.get(4 * i), boxes.get(4 * i + 1));
    double halfWidth = w * width / 2;
    double halfHeight = h * height / 2;
    if (!Double.isFinite(centre.x() + centre.y() + halfWidth + halfHeight)) {
      return Optional.empty();
    }
    FaceBox box =
        new FaceBox(
            centre.x() - halfWidth,
            centre.y() - halfHeight,
            centre.x() + halfWidth,
            centre.y() + halfHeight);
    Point[] points = new Point[5];
    for (int p = 0; p < points.length; p++) {
      int at = 10 * i + 2 * p;
      points[p] = moved(anchor, landmarks.get(at), landmarks.get(at + 1));
    }
    Landmarks five = new Landmarks(points[0], points[1], points[2], points[3], points[4]);
    return Optional.of(new Face(box, score(i), five));
  }

  /** The anchor's centre moved by raw offsets, in pixels. */
  private Point moved(Anchor anchor, double dx, double dy) {
    return new Point(
        (anchor.cx() + dx * CENTRE_VARIANCE * anchor.width()) * width,
        (anchor.cy() + dy * CENTRE_VARIANCE * anchor.height()) * height);
  }
}
