package io.gpen.face;

import java.util.List;

/**
 * The five points of a face that alignment uses, in pixels; left and right as seen in the picture.
 *
 * @param leftEye centre of the eye on the left
 * @param rightEye centre of the eye on the right
 * @param nose tip of the nose
 * @param leftMouth corner of the mouth on the left
 * @param rightMouth corner of the mouth on the right
 */
public record Landmarks(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

  /** {@return the points in the order of RetinaFace: eyes, nose, mouth corners} */
  public List<Point> points() {
    return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
  }
}
