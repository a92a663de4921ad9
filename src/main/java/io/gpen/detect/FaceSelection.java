package io.gpen.detect;

import io.gpen.face.Face;
import io.gpen.face.Point;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which of the faces found are worked on. The order of the faces is never changed. */
public final class FaceSelection {

  private FaceSelection() {}

  /**
   * {@return the faces whose box is not smaller than asked for}
   *
   * @param faces any faces
   * @param minSide least length of the shorter side of the box, in pixels
   */
  public static List<Face> atLeast(List<Face> faces, double minSide) {
    return faces.stream().filter(face -> face.box().minSide() >= minSide).toList();
  }

  /**
   * {@return the faces with the largest boxes, so many at most; of equal boxes the earlier}
   *
   * @param faces any faces
   * @param count so many at most
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
   * {@return the face whose box has its middle nearest to a point, or none if there is none}
   *
   * @param faces any faces
   * @param point a point of the photo, such as its middle
   */
  public static List<Face> nearest(List<Face> faces, Point point) {
    return faces.stream()
        .min(Comparator.comparingDouble(face -> face.box().centre().distance(point)))
        .stream()
        .toList();
  }
}
