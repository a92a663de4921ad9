package io.gpen.detect;

import io.gpen.face.FaceBox;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the box of the highest score of each group of overlapping boxes. Reference: {@code
 * face_detect/utils/nms/py_cpu_nms.py}, which counts a box from pixel 3 to pixel 5 as three pixels
 * wide ("+1").
 */
final class NonMaximumSuppression {

  private NonMaximumSuppression() {}

  /**
   * {@return the indices of the boxes kept, ascending}
   *
   * @param boxes boxes in descending score
   * @param maxOverlap a box stays if its intersection over union with every kept one is at most
   *     this
   */
  static int[] keep(List<FaceBox> boxes, double maxOverlap) {
    int n = boxes.size();
    double[] areas =
        boxes.stream().mapToDouble(b -> side(b.x1(), b.x2()) * side(b.y1(), b.y2())).toArray();
    int[] kept = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      boolean stays = true;
      for (int k = 0; k < count && stays; k++) {
        double both = intersection(boxes.get(i), boxes.get(kept[k]));
        stays = both / (areas[i] + areas[kept[k]] - both) <= maxOverlap;
      }
      if (stays) {
        kept[count++] = i;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static double intersection(FaceBox a, FaceBox b) {
    double w = side(Math.max(a.x1(), b.x1()), Math.min(a.x2(), b.x2()));
    double h = side(Math.max(a.y1(), b.y1()), Math.min(a.y2(), b.y2()));
    return Math.max(0, w) * Math.max(0, h);
  }

  private static double side(double from, double to) {
    return to - from + 1;
  }
}
