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
}
