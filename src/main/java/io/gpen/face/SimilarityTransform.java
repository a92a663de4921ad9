package io.gpen.face;

/**
 * Rotation, uniform scale and shift: {@code x' = a x - b y + tx}, {@code y' = b x + a y + ty}.
 *
 * @param a scale times cosine of the turn
 * @param b scale times sine of the turn
 * @param tx shift to the right, in pixels of the target
 * @param ty shift down, in pixels of the target
 */
public record SimilarityTransform(double a, double b, double tx, double ty) {

  /** {@return how many pixels of the target one pixel of the source becomes, along one axis} */
  public double scale() {
    return Math.hypot(a, b);
  }

  /**
   * {@return where a point of the source lies in the target}
   *
   * @param p a point of the source
   */
  public Point apply(Point p) {
    return new Point(a * p.x() - b * p.y() + tx, b * p.x() + a * p.y() + ty);
  }

  /**
   * {@return the inverse transform}
   *
   * @throws IllegalStateException if the scale is 0
   */
  public SimilarityTransform inverse() {
    double det = a * a + b * b;
    if (det == 0) {
      throw new IllegalStateException("a transform of scale 0 has no inverse");
    }
    double ia = a / det;
    double ib = -b / det;
    return new SimilarityTransform(ia, ib, -(ia * tx - ib * ty), -(ib * tx + ia * ty));
  }

  /** {@return the matrix as two rows of three, the form of OpenCV's warpAffine} */
  public double[] rows() {
    return new double[] {a, -b, tx, b, a, ty};
  }

  /**
   * {@return the same transform for a source with more pixels of the same extent}
   *
   * @param factor how many times as many pixels a side of the source has
   */
  public SimilarityTransform fromEnlarged(double factor) {
    Point corner = apply(new Point(0, 0).enlarged(1 / factor));
    return new SimilarityTransform(a / factor, b / factor, corner.x(), corner.y());
  }
}
