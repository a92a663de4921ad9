package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.Point;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Selects the faces to restore. The order of the faces is never changed. */
public final class FaceSelection {

  private FaceSelection() {}

  /**
   * {@return the faces whose box is not smaller than a limit}
   *
   * @param faces any faces
   * @param minSide least length of the shorter side of the box, in pixels
   */
  public static List<Face> atLeast(List<Face> faces, double minSide) {
    return faces.stream().filter(face -> face.box().minSide() >= minSide).toList();
  }

  /**
   * {@return the faces with the largest boxes; of equal boxes the earlier one}
   *
   * @param faces any faces
   * @param count the most faces to return
   */
  public static List<Face> largest(List<Face> faces, int count) {
    int[] chosen =
        IntStream.range(0, faces.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -faces.get(i).box().area()))
            .limit(count)
            .mapToInt(i -> i)
            .sorted()
            .toArray();
    return Arrays.stream(chosen).mapToObj(faces::get).toList();
  }

  /**
   * {@return the face whose box has its centre nearest to a point; empty if there are no faces}
   *
   * @param faces any faces
   * @param point a point of the photo, such as its centre
   */
  public static List<Face> nearest(List<Face> faces, Point point) {
    return faces.stream()
        .min(Comparator.comparingDouble(face -> face.box().centre().distance(point)))
        .stream()
        .toList();
  }
}
