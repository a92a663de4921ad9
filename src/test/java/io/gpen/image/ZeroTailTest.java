package io.gpen.image;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Black at the end of uncompressed rows is a loss only where a row breaks off. */
class ZeroTailTest {

  private static final int ROWS = 300;
  private static final int ROW = 900;

  /** Three bytes a pixel; {@code end} says for each row where its content ends, in pixels. */
  private static byte[] picture(int brightest, IntBinaryOperator content) {
    byte[] file = new byte[ROWS * ROW];
    Random random = new Random(1);
    for (int y = 0; y < ROWS; y++) {
      for (int x = 0; x < ROW / 3; x++) {
        if (content.applyAsInt(x, y) != 0) {
          for (int c = 0; c < 3; c++) {
            file[y * ROW + 3 * x + c] = (byte) (1 + random.nextInt(brightest));
          }
        }
      }
    }
    return file;
  }

  private static boolean breaksOff(byte[] file) {
    return ZeroTail.breaksOffRow(file, 0, ROW);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.51, 0.8, 0.95})
  void aPictureThatBreaksOffIsNoticed(double share) {
    byte[] all = picture(255, (x, y) -> 1);
    int from = (int) (share * all.length) + 100;
    Arrays.fill(all, from, all.length, (byte) 0);
    assertTrue(breaksOff(all));
    byte[] framed = picture(255, (x, y) -> x > 40 && x < 250 ? 1 : 0);
    int middle = from / ROW * ROW + 450;
    Arrays.fill(framed, middle, framed.length, (byte) 0);
    assertTrue(breaksOff(framed));
  }

  @Test
  void honestBlackIsNoLoss() {
    assertFalse(breaksOff(picture(255, (x, y) -> 1)));
    assertFalse(breaksOff(new byte[ROWS * ROW]), "black throughout");
    assertFalse(breaksOff(picture(255, (x, y) -> y < 200 ? 1 : 0)), "border");
    assertFalse(breaksOff(picture(255, (x, y) -> y < 200 && x > 40 && x < 200 ? 1 : 0)), "frame");
    for (int radius = 5; radius < 140; radius++) {
      double square = radius * radius * 1.003;
      assertFalse(
          breaksOff(
              picture(
                  255, (x, y) -> (x - 150) * (x - 150) + (y - 100) * (y - 100) < square ? 1 : 0)),
          "round, " + radius);
    }
    for (int tilt = 2; tilt < 120; tilt++) {
      int rise = tilt;
      assertFalse(breaksOff(picture(255, (x, y) -> y + x / rise < 200 ? 1 : 0)), "tilted, " + tilt);
    }
    // A high letter before flat ones.
    assertFalse(
        breaksOff(picture(255, (x, y) -> y < 200 && (x % 10 < 7 && y < 199 || x < 7) ? 1 : 0)),
        "text");
    for (int seed = 0; seed < 50; seed++) {
      Random holes = new Random(seed);
      assertFalse(
          breaksOff(picture(9, (x, y) -> y < 200 && holes.nextInt(3) > 0 ? 1 : 0)),
          "a dark picture above black");
    }
  }
}
