package io.gpen.align;

import io.gpen.face.Point;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the five landmarks lie in a crop. Reference: {@code get_reference_facial_points} of GPEN's
 * {@code align_faces.py}: the ArcFace points of a 96 x 112 crop, made square, with an inner padding
 * of a quarter on each side.
 */
public final class FaceTemplate {

  /** The points in a crop of 96 x 112 pixels: eyes, nose, mouth corners. */
  private static final List<Point> ARCFACE =
      List.of(
          new Point(30.29459953, 51.69630051),
          new Point(65.53179932, 51.50139999),
          new Point(48.02519989, 71.73660278),
          new Point(33.54930115, 92.3655014),
          new Point(62.72990036, 92.20410156));

  private static final double ARCFACE_WIDTH = 96;
  private static final double ARCFACE_HEIGHT = 112;
  private static final double INNER_PADDING = 0.25;

  private FaceTemplate() {}

  /**
   * {@return the points of the template in pixels: eyes, nose, mouth corners}
   *
   * @param size side of the square crop in pixels
   */
  public static List<Point> points(int size) {
    double padding = INNER_PADDING * ARCFACE_HEIGHT;
    double right = padding + (ARCFACE_HEIGHT - ARCFACE_WIDTH) / 2;
    double scale = size / (ARCFACE_HEIGHT + 2 * padding);
    Stream<Point> scaled =
        ARCFACE.stream().map(p -> new Point((p.x() + right) * scale, (p.y() + padding) * scale));
    return scaled.toList();
  }
}
