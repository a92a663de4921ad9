package io.gpen.degrade.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

/** What lies on a print: where, and how light. */
class DamageStagesTest {

  static {
    OpenCv.load();
  }

  private static final Pixels GREY = Synthetic.flat(128, 0.5);

  /** Damage of a quarter: the upper left one, fully covered. */
  private static byte[] quarter() {
    Mat picture = new Mat(64, 64, CvType.CV_8UC1, Scalar.all(0));
    picture.submat(new Rect(0, 0, 32, 32)).setTo(Scalar.all(255));
    MatOfByte png = new MatOfByte();
    Imgcodecs.imencode(".png", picture, png);
    return png.toArray();
  }

  @Test
  void overlaysCoverOnlyWhereTheySay() {
    DamagePicture damage = new DamagePicture("quarter.png", quarter());
    Pixels covered = new Overlay(damage, false, false, 0.8, 1).apply(GREY);
    assertEquals(0.9, Synthetic.at(covered, 10, 10), 1e-6);
    for (int i = 0; i < covered.values().length; i++) {
      // One pixel of the overlay is two of the picture, which are interpolated.
      boolean outside = i % 128 > 65 || i / 128 > 65;
      assertTrue(!outside || covered.values()[i] == 0.5f);
    }
    Pixels mirrored = new Overlay(damage, true, false, 0.8, 0).apply(GREY);
    assertEquals(0.1, Synthetic.at(mirrored, 117, 10), 1e-6);
    assertEquals(0.5, Synthetic.at(mirrored, 10, 10));
    Pixels turned = new Overlay(damage, false, true, 0.8, 0).apply(GREY);
    assertEquals(0.1, Synthetic.at(turned, 10, 117), 1e-6);
    assertEquals(0.5, Synthetic.at(turned, 10, 10));
  }

  @Test
  void drawnDamageGoesTowardsItsLevelAndDependsOnItsSeed() {
    drawn(0, seed -> new Scratches(5, 90, 2, 0, seed));
    drawn(1, seed -> new Scratches(5, 90, 2, 1, seed));
    drawn(1, seed -> new Hairs(3, 80, 1.5, 1, seed));
    drawn(0, seed -> new Dust(30, 2, 0, seed));
    drawn(1, seed -> new Fold(0.3, 0, 3, 0, 1, seed));
  }

  private static void drawn(double level, LongFunction<Stage> stage) {
    Pixels damaged = stage.apply(1).apply(GREY);
    int changed = Synthetic.changed(GREY, damaged);
    assertTrue(changed > 20 && changed < GREY.values().length / 3, stage.apply(1) + ": " + changed);
    for (float value : damaged.values()) {
      assertTrue(level == 1 ? value >= 0.5f : value <= 0.5f);
    }
    assertArrayEquals(damaged.values(), stage.apply(1).apply(GREY).values());
    assertNotEquals(0, Synthetic.changed(damaged, stage.apply(2).apply(GREY)));
  }

  @Test
  void moreAndLargerDustCoversMore() {
    int few = Synthetic.changed(GREY, new Dust(10, 1.5, 1, 3).apply(GREY));
    int many = Synthetic.changed(GREY, new Dust(60, 1.5, 1, 3).apply(GREY));
    int large = Synthetic.changed(GREY, new Dust(60, 4, 1, 3).apply(GREY));
    assertTrue(few < many && many < large, few + " " + many + " " + large);
    assertEquals(0, Synthetic.changed(GREY, new Dust(0, 4, 1, 3).apply(GREY)));
  }

  @Test
  void aHairIsThinAndLong() {
    Pixels hairs = new Hairs(1, 100, 1, 1, 5).apply(GREY);
    int pixels = Synthetic.changed(GREY, hairs);
    assertTrue(pixels < 3.5 * 100, "thin: " + pixels);
  }

  @Test
  void aFoldRunsWhereItShouldWithLightOnOneSide() {
    Pixels folded = new Fold(0, 0.5, 3, 0.3, 1, 4).apply(GREY);
    // A quarter of the height below the middle.
    int row = 64 + 32;
    int cracked = 0;
    for (int x = 0; x < 128; x++) {
      float lightest = 0;
      for (int y = row - 5; y <= row + 5; y++) {
        lightest = Math.max(lightest, Synthetic.at(folded, x, y));
      }
      cracked += lightest > 0.8 ? 1 : 0;
      assertEquals(0.5, Synthetic.at(folded, x, 20), "far from the fold");
    }
    assertTrue(cracked > 40, "the paper shows in " + cracked + " columns");
    assertTrue(median(folded, row - 6) > 0.52, "light above");
    assertTrue(median(folded, row + 6) < 0.48, "shade below");
  }

  private static double median(Pixels picture, int row) {
    float[] values = new float[picture.width()];
    System.arraycopy(picture.values(), row * values.length, values, 0, values.length);
    java.util.Arrays.sort(values);
    return values[values.length / 2];
  }

  @Test
  void aFolderOfDamageIsReadByItsPictures(@TempDir Path folder) throws IOException {
    assertThrows(IOException.class, () -> DamagePicture.read(folder));
    Files.write(folder.resolve("b.PNG"), quarter());
    Files.write(folder.resolve("a.png"), quarter());
    Files.writeString(folder.resolve("README.md"), "about them");
    List<String> names = DamagePicture.read(folder).stream().map(DamagePicture::toString).toList();
    assertEquals(List.of("a.png", "b.PNG"), names);
    Path text = Files.writeString(folder.resolve("c.png"), "no picture");
    IOException e = assertThrows(IOException.class, () -> DamagePicture.read(folder));
    assertTrue(e.getMessage().startsWith(text + " is no picture"), e.getMessage());
  }
}
