package io.gpen.paste;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.image.OpenCv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;

class FeatherMaskTest {

  static {
    OpenCv.load();
  }

  @Test
  void at512ItIsTheReferencesToTheBit() {
    Mat mask = FeatherMask.of(512);
    float[] row = new float[512];
    mask.get(256, 0, row);
    assertArrayEquals(Shared.floats("vectors/pipeline/cropmask.row256.bin"), row);
    float[] column = new float[512];
    Mat thirtieth = mask.col(30).clone();
    thirtieth.get(0, 0, column);
    assertArrayEquals(Shared.floats("vectors/pipeline/cropmask.column30.bin"), column);
    System.out.println("feather mask: row 256 and column 30 equal to the bit");
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 256, 1024})
  void otherSizesAreTheSameMaskScaled(int size) {
    Mat mask = FeatherMask.of(size);
    assertEquals(size, mask.rows());
    Mat full = FeatherMask.of(512);
    double scale = 512.0 / size;
    for (int at = 0; at < size; at += size / 64) {
      double inFull = (at + 0.5) * scale - 0.5;
      int left = (int) Math.max(0, Math.floor(inFull));
      int right = Math.min(511, left + 1);
      double share = Math.max(0, inFull - left);
      double expected = full.get(256, left)[0] * (1 - share) + full.get(256, right)[0] * share;
      assertEquals(expected, mask.get(size / 2, at)[0], 1e-5);
    }
  }

  @Test
  void nothingOfTheCropsBorderIsTaken() {
    Mat mask = FeatherMask.of(512);
    assertTrue(Core.minMaxLoc(mask.row(0)).maxVal < 1e-4);
    assertTrue(Core.minMaxLoc(mask.col(511)).maxVal < 1e-4);
    assertEquals(1, mask.get(256, 256)[0], 1e-6);
  }
}
