package io.gpen.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.face.Point;
import io.gpen.face.StoredFaces;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceTemplateTest {

  private final List<Point> reference =
      StoredFaces.landmarks(Shared.json("vectors/align/manifest.json").getAsJsonArray("template"))
          .points();

  @Test
  void at512ItIsTheReferences() {
    double largest = 0;
    for (int i = 0; i < 5; i++) {
      largest = Math.max(largest, FaceTemplate.points(512).get(i).distance(reference.get(i)));
    }
    System.out.printf("template: largest distance %.2g px%n", largest);
    assertTrue(largest < 1e-9, "distance " + largest);
  }

  @Test
  void otherSizesAreInProportion() {
    assertEquals(
        FaceTemplate.points(512).get(3).x() / 2, FaceTemplate.points(256).get(3).x(), 1e-9);
    assertEquals(
        FaceTemplate.points(512).get(2).y() * 4, FaceTemplate.points(2048).get(2).y(), 1e-9);
  }
}
