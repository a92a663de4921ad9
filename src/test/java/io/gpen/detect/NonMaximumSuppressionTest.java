package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.Shared;
import io.gpen.face.FaceBox;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {

  @Test
  void keepsTheRowsThatTheReferenceKeeps() {
    float[] rows = Shared.floats("vectors/retinaface/nms.dets.bin");
    int[] expected = Shared.ints("vectors/retinaface/nms.keep.bin");
    int[] order =
        IntStream.range(0, rows.length / 5)
            .boxed()
            .sorted((a, b) -> Float.compare(rows[5 * b + 4], rows[5 * a + 4]))
            .mapToInt(i -> i)
            .toArray();
    List<FaceBox> boxes =
        Arrays.stream(order)
            .mapToObj(
                i -> new FaceBox(rows[5 * i], rows[5 * i + 1], rows[5 * i + 2], rows[5 * i + 3]))
            .toList();
    int[] kept = Arrays.stream(NonMaximumSuppression.keep(boxes, 0.4)).map(i -> order[i]).toArray();
    System.out.printf("suppression: %d of %d rows kept%n", kept.length, order.length);
    assertArrayEquals(expected, kept);
  }

  @Test
  void widthsCountBothEndPixels() {
    FaceBox first = new FaceBox(0, 0, 1, 9);
    // 1 x 10 of 2 x 10 pixels are shared: 1/3 with "+1", nothing without.
    FaceBox second = new FaceBox(1, 0, 2, 9);
    assertEquals(1, NonMaximumSuppression.keep(List.of(first, second), 0.33).length);
    assertEquals(2, NonMaximumSuppression.keep(List.of(first, second), 0.34).length);
  }

  @Test
  void anOverlapOfExactlyTheLimitStays() {
    FaceBox first = new FaceBox(0, 0, 9, 9);
    FaceBox half = new FaceBox(0, 0, 9, 4);
    assertEquals(2, NonMaximumSuppression.keep(List.of(first, half), 0.5).length);
  }
}
