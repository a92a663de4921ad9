package io.gpen.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.face.FaceBox;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Rect;

class TilesTest {

  @Test
  void whatTheDetectorSeesWholeIsNotDivided() {
    assertEquals(List.of(new Rect(0, 0, 1500, 900)), Tiles.of(1500, 900, 1));
    assertEquals(List.of(new Rect(0, 0, 750, 20)), Tiles.of(750, 20, 2));
  }

  @ParameterizedTest
  @CsvSource({"1501, 900, 1", "1501, 1501, 1", "7968, 3408, 1", "1000, 800, 2", "2600, 40, 0.7"})
  void eachFaceOfUpTo250PixelsLiesWholeInOneTile(int width, int height, double scale) {
    List<Rect> tiles = Tiles.of(width, height, scale);
    assertTrue(tiles.size() > 1);
    for (Rect tile : tiles) {
      assertTrue(tile.x >= 0 && tile.y >= 0);
      assertTrue(tile.x + tile.width <= width && tile.y + tile.height <= height, tile.toString());
      assertTrue(Math.max(tile.width, tile.height) * scale <= 1500, tile.toString());
    }
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      double side = random.nextDouble() * 250 / scale;
      double x = random.nextDouble() * Math.max(0, width - side);
      double y = random.nextDouble() * Math.max(0, height - side);
      FaceBox box = new FaceBox(x, y, x + side, y + side);
      assertTrue(
          tiles.stream()
              .filter(tile -> tile.x <= x + side && tile.x + tile.width >= x)
              .filter(tile -> tile.y <= y + side && tile.y + tile.height >= y)
              .anyMatch(tile -> !Tiles.isCut(box, tile, width, height)),
          box.toString());
    }
  }
}
