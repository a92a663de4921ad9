package io.gpen.train;

import io.gpen.align.FaceTemplate;
import io.gpen.face.Point;
import java.util.List;

/** Where eyes and mouth are in aligned crops: round spots, in shares of the side. */
final class FacePlaces {

  /** One standard deviation. */
  private static final double EYE = 0.06;

  /** Of the three spots that make the mouth: its corners and its middle. */
  private static final double MOUTH = 0.05;

  private FacePlaces() {}

  /**
   * {@return what each pixel of a crop counts, row by row, 1 on average}
   *
   * @param size the side in pixels
   * @param detail by how much the middle of an eye counts more than the rest
   */
  static float[] weights(int size, double detail) {
    List<Point> face = FaceTemplate.points(size);
    Point left = face.get(3);
    Point right = face.get(4);
    Point middle = new Point((left.x() + right.x()) / 2, (left.y() + right.y()) / 2);
    float[] weights = new float[size * size];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      Point pixel = new Point(i % size, i / size);
      double presence = 0;
      for (Point eye : face.subList(0, 2)) {
        presence = Math.max(presence, presence(pixel, eye, EYE * size));
      }
      for (Point part : List.of(left, middle, right)) {
        presence = Math.max(presence, presence(pixel, part, MOUTH * size));
      }
      weights[i] = (float) (1 + detail * presence);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) (weights.length / sum);
    }
    return weights;
  }

  private static double presence(Point pixel, Point part, double deviation) {
    double distance = Math.hypot(pixel.x() - part.x(), pixel.y() - part.y()) / deviation;
    return Math.exp(-distance * distance / 2);
  }
}
