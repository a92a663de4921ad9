package io.gpen.face;

/**
 * A place in a picture.
 *
 * @param x pixels to the right of the centre of the top left pixel
 * @param y pixels below the centre of the top left pixel
 */
public record Point(double x, double y) {

  /**
   * {@return the Euclidean distance to another point, in pixels}
   *
   * @param other the other point
   */
  public double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /**
   * {@return the same place in a picture with more pixels of the same extent}
   *
   * @param factor how many times as many pixels a side has
   */
  public Point enlarged(double factor) {
    return new Point((x + 0.5) * factor - 0.5, (y + 0.5) * factor - 0.5);
  }
}
