package io.gpen.face;

import io.gpen.text.Wording;

/**
 * The axis-parallel box around a face, in pixels of the upright photo. It may reach outside the
 * photo.
 *
 * @param x1 left edge
 * @param y1 top edge
 * @param x2 right edge, not left of {@code x1}
 * @param y2 bottom edge, not above {@code y1}
 */
public record FaceBox(double x1, double y1, double x2, double y2) {

  /** Refuses a box that is not a number or turned inside out. */
  public FaceBox {
    if (!(x2 >= x1 && y2 >= y1)) {
      throw new IllegalArgumentException(
          Wording.format("not a box: (%s, %s) to (%s, %s)", x1, y1, x2, y2));
    }
  }

  /** {@return the width in pixels} */
  public double width() {
    return x2 - x1;
  }

  /** {@return the height in pixels} */
  public double height() {
    return y2 - y1;
  }

  /** {@return the area in square pixels} */
  public double area() {
    return width() * height();
  }

  /** {@return the length of the shorter side, in pixels} */
  public double minSide() {
    return Math.min(width(), height());
  }

  /** {@return the middle of the box} */
  public Point centre() {
    return new Point((x1 + x2) / 2, (y1 + y2) / 2);
  }

  /**
   * {@return the area that both boxes cover, in square pixels}
   *
   * @param other the other box
   */
  public double intersection(FaceBox other) {
    double w = Math.min(x2, other.x2) - Math.max(x1, other.x1);
    double h = Math.min(y2, other.y2) - Math.max(y1, other.y1);
    return w > 0 && h > 0 ? w * h : 0;
  }

  /**
   * {@return intersection over union, 0 to 1}
   *
   * @param other the other box
   */
  public double overlap(FaceBox other) {
    double both = intersection(other);
    return both == 0 ? 0 : both / (area() + other.area() - both);
  }
}
