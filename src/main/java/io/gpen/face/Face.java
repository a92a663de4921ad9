package io.gpen.face;

/**
 * A face as the detector found it, in pixels of the upright photo.
 *
 * @param box its bounds
 * @param score how sure the detector is, 0 to 1
 * @param landmarks its five points
 */
public record Face(FaceBox box, double score, Landmarks landmarks) {

  /**
   * {@return the same face in a picture with more pixels of the same extent}
   *
   * @param factor how many times as many pixels a side has
   */
  public Face enlarged(double factor) {
    Point from = new Point(box.x1(), box.y1()).enlarged(factor);
    Point to = new Point(box.x2(), box.y2()).enlarged(factor);
    return new Face(
        new FaceBox(from.x(), from.y(), to.x(), to.y()),
        score,
        new Landmarks(
            landmarks.leftEye().enlarged(factor),
            landmarks.rightEye().enlarged(factor),
            landmarks.nose().enlarged(factor),
            landmarks.leftMouth().enlarged(factor),
            landmarks.rightMouth().enlarged(factor)));
  }
}
