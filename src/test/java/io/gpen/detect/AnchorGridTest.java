package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.Shared;
import io.gpen.detect.AnchorGrid.Anchor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorGridTest {

  @ParameterizedTest
  @CsvSource({"mobilenet-greek, 736, 494, 14996", "r50, 320, 256, 3360"})
  void anchorsAreThoseOfTheReferenceToTheBit(String name, int width, int height, int count) {
    AnchorGrid grid = new AnchorGrid(width, height);
    int[] positions = Shared.ints("vectors/retinaface/" + name + ".priors.positions.bin");
    float[] values = Shared.floats("vectors/retinaface/" + name + ".priors.values.bin");
    assertEquals(count, grid.count());
    double largest = 0;
    for (int i = 0; i < positions.length; i++) {
      Anchor anchor = grid.at(positions[i] / 4);
      float[] four = {anchor.cx(), anchor.cy(), anchor.width(), anchor.height()};
      largest = Math.max(largest, Math.abs(four[positions[i] % 4] - values[i]));
    }
    System.out.printf("anchors of %s: largest difference %.2g%n", name, largest);
    assertEquals(0, largest);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 6", "8, 8, 6", "9, 8, 8", "33, 31, 56"})
  void mapsAreRoundedUp(int width, int height, int count) {
    assertEquals(count, new AnchorGrid(width, height).count());
  }
}
