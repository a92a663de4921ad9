package io.gpen.degrade.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a print does to tone and texture. */
class PrintStagesTest {

  private static Pixels colour(float blue, float green, float red) {
    return new Pixels(1, 1, 3, new float[] {blue, green, red});
  }

  @Test
  void emulsionsThatAreBlindToRedMakeLipsDarkAndKeepGrey() {
    Pixels lips = colour(0.35f, 0.3f, 0.7f);
    float seen = new Monochrome(0.114, 0.587, 0.299).apply(lips).values()[0];
    float blind = new Monochrome(0.5, 0.5, 0).apply(lips).values()[0];
    assertEquals(0.114 * 0.35 + 0.587 * 0.3 + 0.299 * 0.7, seen, 1e-6);
    assertEquals(0.325, blind, 1e-6);
    assertEquals(0.6, new Monochrome(0.3, 0.6, 0.1).apply(colour(.6f, .6f, .6f)).values()[0], 1e-6);
  }

  @Test
  void sepiaIsBrownInTheMiddleAndKeepsTheOrderOfTones() {
    float[] last = {-1, -1, -1};
    for (int i = 0; i <= 10; i++) {
      float level = i / 10f;
      float[] toned = new Sepia(0.8, 0).apply(new Pixels(1, 1, 1, new float[] {level})).values();
      assertEquals(3, toned.length);
      if (i > 0 && i < 10) {
        assertTrue(toned[2] > toned[1] + 0.01 && toned[1] > toned[0] + 0.01, "red, green, blue");
      }
      for (int c = 0; c < 3; c++) {
        assertTrue(toned[c] > last[c]);
      }
      last = toned;
    }
    assertArrayEquals(
        new float[] {.4f, .4f, .4f}, new Sepia(0, 0).apply(colour(.4f, .4f, .4f)).values(), 1e-4f);
  }

  @Test
  void yellowPaperIsGreenerThanABrownPrint() {
    float[] brown = new Sepia(0.8, 0).apply(colour(0.5f, 0.5f, 0.5f)).values();
    float[] yellow = new Sepia(0.8, 1).apply(colour(0.5f, 0.5f, 0.5f)).values();
    assertTrue(yellow[2] - yellow[1] < (brown[2] - brown[1]) / 2, "red over green");
    assertTrue(yellow[1] > brown[1], "green");
  }

  @Test
  void contrastTurnsAboutTheMiddleAndNeverClips() {
    for (double gain : new double[] {0.6, 1.6}) {
      Contrast contrast = new Contrast(gain);
      assertEquals(0.5, level(contrast, 0.5f), 1e-4);
      assertEquals(gain, (level(contrast, 0.51f) - level(contrast, 0.49f)) / 0.02, 0.05);
      assertTrue(level(contrast, 0.9f) < level(contrast, 0.95f));
    }
    assertEquals(0.2, level(new Contrast(0.6), 0), 1e-4);
    assertEquals(1, level(new Contrast(1.6), 1), 1e-4);
  }

  private static float level(Stage stage, float level) {
    return stage.apply(new Pixels(1, 1, 1, new float[] {level})).values()[0];
  }

  @Test
  void fadingMovesBlackAndWhite() {
    Fading fading = new Fading(0.2, 0.9);
    assertEquals(0.2, level(fading, 0), 1e-6);
    assertEquals(0.9, level(fading, 1), 1e-6);
    assertEquals(0.55, level(fading, 0.5f), 1e-6);
  }

  @Test
  void lightComesFromWhereItShould() {
    Pixels lit = new UnevenLight(0.3, 0, 0).apply(Synthetic.flat(33, 0.5));
    assertEquals(0.5 * 1.3, Synthetic.at(lit, 32, 16), 0.01);
    assertEquals(0.5 * 0.7, Synthetic.at(lit, 0, 16), 0.01);
    Pixels below = new UnevenLight(0.3, Math.PI / 2, 0).apply(Synthetic.flat(33, 0.5));
    assertEquals(0.5 * 1.3, Synthetic.at(below, 16, 32), 0.01);
    Pixels dark = new UnevenLight(0, 0, 0.4).apply(Synthetic.flat(33, 0.5));
    assertEquals(0.5, Synthetic.at(dark, 16, 16), 0.01);
    assertEquals(0.5 * 0.6, Synthetic.at(dark, 0, 0), 0.02);
  }

  @Test
  void grainHasItsDeviationAndSizeAndLeavesBlackAndWhiteCleaner() {
    Pixels fine = new Grain(10, 0, 1).apply(Synthetic.flat(100, 0.5));
    assertEquals(10 / 255.0, Synthetic.deviation(fine), 0.001);
    assertEquals(0.5, Synthetic.mean(fine), 0.001);
    assertEquals(0, Synthetic.correlation(fine, 1), 0.03);
    Pixels coarse = new Grain(10, 1.5, 1).apply(Synthetic.flat(100, 0.5));
    assertEquals(10 / 255.0, Synthetic.deviation(coarse), 0.001);
    // Of a Gaussian of deviation s the correlation is exp(-d^2 / 4s^2).
    assertEquals(Math.exp(-4 / 9.0), Synthetic.correlation(coarse, 2), 0.06);
    Pixels dark = new Grain(10, 0, 1).apply(Synthetic.flat(100, 0.1));
    assertTrue(Synthetic.deviation(dark) < 0.7 * Synthetic.deviation(fine));
    Pixels grey = new Grain(10, 0, 1).apply(Synthetic.flat(9, 0.5).inColour());
    assertEquals(grey.values()[3], grey.values()[5], "the same in all channels");
  }

  @Test
  void halftoneRepeatsAfterItsPeriodAndKeepsLightAndDark() {
    Pixels dots = new Halftone(8, 0, 1).apply(Synthetic.flat(64, 0.5));
    assertEquals(1, Synthetic.correlation(dots, 8), 0.02);
    assertTrue(Synthetic.correlation(dots, 4) < 0.1);
    double last = -1;
    for (double level : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      double mean = Synthetic.mean(new Halftone(8, 0.4, 1).apply(Synthetic.flat(64, level)));
      assertTrue(mean > last);
      last = mean;
    }
    Pixels plain = Synthetic.flat(16, 0.4);
    assertEquals(0, Synthetic.changed(plain, new Halftone(8, 0, 0).apply(plain)));
  }

  @Test
  void paperIsATextureOfItsStrength() {
    Pixels textured = new Paper(0.05, 1.5, 2).apply(Synthetic.flat(100, 0.6));
    assertEquals(0.6 * 0.05, Synthetic.deviation(textured), 0.001);
    assertEquals(0.6, Synthetic.mean(textured), 0.002);
    assertTrue(Synthetic.correlation(textured, 1) > 0.5);
    assertEquals(0, Synthetic.mean(new Paper(0.05, 1.5, 2).apply(Synthetic.flat(20, 0))));
  }
}
