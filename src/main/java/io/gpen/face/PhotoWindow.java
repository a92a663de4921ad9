package io.gpen.face;

import org.opencv.core.Rect;

/** The part of a photo that a rectangle of a crop comes from or goes to. */
public final class PhotoWindow {

  private PhotoWindow() {}

  /**
   * {@return whole pixels of the photo, cut at its edges; empty if the square lies outside}
   *
   * @param toPhoto maps pixels of the crop to pixels of the photo
   * @param from first row and column of the square, in pixels of the crop
   * @param to last row and column of the square
   * @param margin pixels of the photo around it that are read or written as well
   * @param photoWidth width of the photo in pixels
   * @param photoHeight height of the photo in pixels
   */
  public static Rect of(
      SimilarityTransform toPhoto,
      double from,
      double to,
      int margin,
      int photoWidth,
      int photoHeight) {
    return of(toPhoto, new Point(from, from), new Point(to, to), margin, photoWidth, photoHeight);
  }

  /**
   * {@return whole pixels of the photo, cut at its edges; empty if the rectangle lies outside}
   *
   * @param toPhoto maps pixels of the crop to pixels of the photo
   * @param topLeft first column and row of the rectangle, in pixels of the crop
   * @param bottomRight last column and row of the rectangle
   * @param margin pixels of the photo around it that are read or written as well
   * @param photoWidth width of the photo in pixels
   * @param photoHeight height of the photo in pixels
   */
  public static Rect of(
      SimilarityTransform toPhoto,
      Point topLeft,
      Point bottomRight,
      int margin,
      int photoWidth,
      int photoHeight) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 == 0 ? topLeft.x() : bottomRight.x();
      double y = corner / 2 == 0 ? topLeft.y() : bottomRight.y();
      Point p = toPhoto.apply(new Point(x, y));
      left = Math.min(left, p.x() - margin);
      top = Math.min(top, p.y() - margin);
      right = Math.max(right, p.x() + margin + 1);
      bottom = Math.max(bottom, p.y() + margin + 1);
    }
    int x = inside(left, photoWidth);
    int y = inside(top, photoHeight);
    return new Rect(x, y, inside(right, photoWidth) - x, inside(bottom, photoHeight) - y);
  }

  private static int inside(double place, int length) {
    return (int) Math.max(0, Math.min(length, Math.floor(place)));
  }
}
