package io.gpen.align;

import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import java.util.List;
import java.util.Optional;

/**
 * The similarity that maps one set of points to another with the least squared error (Umeyama,
 * "Least-squares estimation of transformation parameters between two point patterns", 1991). In the
 * plane its singular value decomposition has a closed form: with points as complex numbers about
 * their means, the factor is {@code sum(conj(from) * to) / sum(|from|^2)}.
 */
public final class SimilarityEstimate {

  private SimilarityEstimate() {}

  /**
   * {@return the transform; empty if the points do not determine one: all in one place, not finite,
   * or so opposed that the best scale is 0}
   *
   * @param from points of the source
   * @param to the corresponding points of the target
   */
  public static Optional<SimilarityTransform> between(List<Point> from, List<Point> to) {
    Point fromMean = mean(from);
    Point toMean = mean(to);
    double real = 0;
    double imaginary = 0;
    double spread = 0;
    for (int i = 0; i < from.size(); i++) {
      double fx = from.get(i).x() - fromMean.x();
      double fy = from.get(i).y() - fromMean.y();
      double tx = to.get(i).x() - toMean.x();
      double ty = to.get(i).y() - toMean.y();
      real += fx * tx + fy * ty;
      imaginary += fx * ty - fy * tx;
      spread += fx * fx + fy * fy;
    }
    double a = real / spread;
    double b = imaginary / spread;
    double shiftX = toMean.x() - (a * fromMean.x() - b * fromMean.y());
    double shiftY = toMean.y() - (b * fromMean.x() + a * fromMean.y());
    SimilarityTransform transform = new SimilarityTransform(a, b, shiftX, shiftY);
    boolean usable = Double.isFinite(shiftX + shiftY) && transform.scale() > 0;
    return usable ? Optional.of(transform) : Optional.empty();
  }

  private static Point mean(List<Point> points) {
    return new Point(
        points.stream().mapToDouble(Point::x).average().orElse(Double.NaN),
        points.stream().mapToDouble(Point::y).average().orElse(Double.NaN));
  }
}
