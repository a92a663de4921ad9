package io.gpen.paste;

import io.gpen.align.FaceTemplate;
import io.gpen.face.PhotoWindow;
import io.gpen.face.Point;
import io.gpen.face.SimilarityTransform;
import java.util.List;
import org.opencv.core.Rect;

/**
 * The outline of the face in a crop: two half ellipses, from the hairline to the chin, that meet
 * where the face is widest. It follows from the eyes and the mouth of the template and from the
 * proportions of a mean adult face, in units of the distance from the line of the eyes to that of
 * the lips (63 mm).
 *
 * <p>Places are told by their squared distance from the middle, which is 1 on the outline.
 */
final class FaceOval {

  /** From the eyes up to the hairline: 72 mm. */
  private static final double HAIRLINE = 1.14;

  /** From the eyes down to where the face is widest: 16 mm. */
  private static final double WIDEST = 0.25;

  /** From the eyes down to the chin: 112 mm. */
  private static final double CHIN = 1.78;

  /** Half the distance between the cheekbones: 137 mm. */
  private static final double HALF_WIDTH = 1.09;

  /** Up to this distance from the middle the restored face is whole. */
  static final double WHOLE = 0.85;

  /** From this distance on nothing of it is left; in between lie jaw, ears and hair. */
  static final double END = 1.15;

  /** From this distance on a face has no say against its neighbours. */
  private static final double REACH = 1.5;

  /** Other faces whose middle is nearer to that of a restored face are the same face again. */
  private static final double SAME = 0.5;

  /** The weight of a face at the edge of its inner part, to which eyes, nose and mouth belong. */
  static final float INNER_NEARNESS = nearness(0.7f * 0.7f);

  private static final float WHOLE_SQUARED = (float) (WHOLE * WHOLE);
  private static final float END_SQUARED = (float) (END * END);

  /** The nearness does not grow any more within this squared distance. */
  private static final float MIDDLE_SQUARED = 0.04f;

  private final Point middle;
  private final double halfWidth;
  private final double up;
  private final double down;

  /**
   * Finds the outline.
   *
   * @param size side of the square crops in pixels
   */
  FaceOval(int size) {
    List<Point> points = FaceTemplate.points(size);
    Point eyes = between(points.get(0), points.get(1));
    Point lips = between(points.get(3), points.get(4));
    double unit = eyes.distance(lips);
    this.middle = new Point(eyes.x(), eyes.y() + WIDEST * unit);
    this.halfWidth = HALF_WIDTH * unit;
    this.up = (HAIRLINE + WIDEST) * unit;
    this.down = (CHIN - WIDEST) * unit;
  }

  private static Point between(Point a, Point b) {
    return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
  }

  /** {@return the squared distance of a place in the crop from the middle} */
  float squaredDistance(float x, float y) {
    float across = (x - (float) middle.x()) * (float) (1 / halfWidth);
    float along = y - (float) middle.y();
    along *= along < 0 ? (float) (1 / up) : (float) (1 / down);
    return across * across + along * along;
  }

  /** {@return the share of the restored face at a squared distance, 1 to 0} */
  static float share(float squared) {
    float t = (END_SQUARED - squared) / (END_SQUARED - WHOLE_SQUARED);
    if (t >= 1) {
      return 1;
    }
    return t <= 0 ? 0 : t * t * (3 - 2 * t);
  }

  /**
   * {@return the weight of a face against its neighbours at a squared distance}
   *
   * <p>The sixteenth power of the inverse distance: where one of two faces is a fifth nearer it has
   * 95 % of the pixel, so that the border between them is soft, but narrow.
   */
  static float nearness(float squared) {
    float inverse = 1 / Math.max(squared, MIDDLE_SQUARED);
    float second = inverse * inverse;
    float fourth = second * second;
    return fourth * fourth;
  }

  /**
   * {@return the pixels of a photo in which a face has a say, cut at the photo's edges}
   *
   * @param toCrop maps pixels of the photo to pixels of the crop
   * @param photo the whole photo
   */
  Rect reach(SimilarityTransform toCrop, Rect photo) {
    return within(REACH, toCrop, photo);
  }

  /** {@return the pixels of a photo within a distance of the middle, and some around them} */
  Rect within(double distance, SimilarityTransform toCrop, Rect photo) {
    return PhotoWindow.of(
        toCrop.inverse(),
        new Point(middle.x() - distance * halfWidth, middle.y() - distance * up),
        new Point(middle.x() + distance * halfWidth, middle.y() + distance * down),
        1,
        photo.width,
        photo.height);
  }

  /**
   * {@return whether another face is the same one, found again}
   *
   * @param toCrop maps pixels of the photo to pixels of this face's crop
   * @param other the outline of the other face
   * @param toOther maps pixels of the photo to pixels of the other face's crop
   */
  boolean isSame(SimilarityTransform toCrop, FaceOval other, SimilarityTransform toOther) {
    Point p = toCrop.apply(toOther.inverse().apply(other.middle));
    return squaredDistance((float) p.x(), (float) p.y()) < SAME * SAME;
  }
}
