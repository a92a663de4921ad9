package io.gpen.face;

import java.util.List;
import java.util.function.UnaryOperator;

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
    return mapped(p -> p.enlarged(factor));
  }

  /**
   * {@return the same face elsewhere}
   *
   * @param dx pixels to the right
   * @param dy pixels down
   */
  public Face moved(double dx, double dy) {
    return mapped(p -> new Point(p.x() + dx, p.y() + dy));
  }

  /**
   * {@return the face in another picture, with the same score}
   *
   * @param map where a point of this picture lies in the other one; keeps horizontal and vertical
   *     lines horizontal or vertical
   */
  public Face mapped(UnaryOperator<Point> map) {
    Point a = map.apply(new Point(box.x1(), box.y1()));
    Point b = map.apply(new Point(box.x2(), box.y2()));
    List<Point> points = landmarks.points().stream().map(map).toList();
    return new Face(
        new FaceBox(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.max(a.x(), b.x()),
            Math.max(a.y(), b.y())),
        score,
        new Landmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4)));
  }
}
