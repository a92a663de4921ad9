package io.gpen.degrade;

import static io.gpen.degrade.DegradationPreset.GPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.degrade.stage.Flip;
import io.gpen.degrade.stage.GaussianNoise;
import io.gpen.degrade.stage.Grey;
import io.gpen.degrade.stage.Jpeg;
import io.gpen.degrade.stage.ReferenceBlur;
import io.gpen.degrade.stage.ReferenceResize;
import io.gpen.degrade.stage.ReferenceShrink;
import io.gpen.degrade.stage.Stage;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DegradationDrawTest {

  private static final List<Degradation> MANY =
      IntStream.range(0, 4000).mapToObj(i -> draw(GPEN, i, "face.png")).toList();

  private static Degradation draw(DegradationPreset preset, long seed, String name) {
    long own = DegradationDraw.seedOf(seed, name);
    return DegradationDraw.draw(preset.parameters(), List.of(), own, 512, 512);
  }

  private static <T extends Stage> T stage(Degradation degradation, Class<T> kind) {
    return degradation.first(kind).orElseThrow();
  }

  private static ReferenceBlur blur(Degradation degradation) {
    return stage(degradation, ReferenceBlur.class);
  }

  private static double downscale(Degradation degradation) {
    return stage(degradation, ReferenceShrink.class).downscale();
  }

  private static GaussianNoise noise(Degradation degradation) {
    return stage(degradation, GaussianNoise.class);
  }

  private static int quality(Degradation degradation) {
    return stage(degradation, Jpeg.class).jpegQuality();
  }

  private static boolean isIsotropic(Degradation degradation) {
    return blur(degradation).blur() == ReferenceBlur.Shape.ISOTROPIC;
  }

  private static double share(Predicate<Degradation> condition) {
    return MANY.stream().filter(condition).count() / (double) MANY.size();
  }

  /** The whole range is drawn from, evenly. */
  private static void assertUniform(
      Stream<Degradation> of, ToDoubleFunction<Degradation> number, double min, double max) {
    var figures = of.mapToDouble(number).summaryStatistics();
    double width = max - min;
    assertTrue(figures.getMin() >= min && figures.getMin() < min + width / 30, figures.toString());
    assertTrue(figures.getMax() <= max && figures.getMax() > max - width / 30, figures.toString());
    assertEquals((min + max) / 2, figures.getAverage(), width / 50);
  }

  @Test
  void numbersComeFromTheReferencesRanges() {
    assertUniform(MANY.stream(), d -> blur(d).sigmaX(), 0.1, 10);
    assertUniform(MANY.stream(), d -> downscale(d), 0.8, 8);
    assertUniform(MANY.stream(), d -> noise(d).noiseSigma(), 0, 20);
    assertUniform(MANY.stream(), d -> quality(d), 60, 99);
    List<Degradation> aniso = MANY.stream().filter(d -> !isIsotropic(d)).toList();
    assertUniform(aniso.stream(), d -> blur(d).sigmaY(), 0.1, 10);
    assertUniform(aniso.stream(), d -> blur(d).angle(), -Math.PI, Math.PI);
    assertEquals(0.5, share(d -> d.first(Flip.class).isPresent()), 0.03);
    assertEquals(0.2, share(d -> d.first(Grey.class).isPresent()), 0.03);
    assertEquals(0.5, share(DegradationDrawTest::isIsotropic), 0.03);
    assertTrue(
        MANY.stream()
            .filter(DegradationDrawTest::isIsotropic)
            .map(DegradationDrawTest::blur)
            .allMatch(blur -> blur.sigmaX() == blur.sigmaY() && blur.angle() == 0));
    assertEquals(MANY.size(), MANY.stream().map(d -> noise(d).noiseSeed()).distinct().count());
  }

  @Test
  void aFilesNumbersDependOnSeedAndNameAlone() {
    Degradation one = draw(GPEN, 7, "sub/Zo\u00eb.jpg");
    assertEquals(one, draw(GPEN, 7, "sub/Zoe\u0308.jpg"));
    assertNotEquals(one, draw(GPEN, 8, "sub/Zo\u00eb.jpg"));
    assertNotEquals(one, draw(GPEN, 7, "Zo\u00eb.jpg"));
  }

  @Test
  void presetsDifferInStrengthAlone() {
    Degradation mild = draw(DegradationPreset.MILD, 7, "face.png");
    Degradation strong = draw(DegradationPreset.STRONG, 7, "face.png");
    assertEquals((blur(mild).sigmaX() - 0.1) / 1.5, (blur(strong).sigmaX() - 0.1) / 6.9, 1e-9);
    assertEquals(downscale(mild) - 1, (downscale(strong) - 2) / 10, 1e-9);
    assertEquals(noise(mild).noiseSigma() / 4, noise(strong).noiseSigma() / 20, 1e-9);
    assertTrue(quality(mild) >= 75 && quality(strong) < 75);
    assertEquals(noise(mild).noiseSeed(), noise(strong).noiseSeed());
  }

  @Test
  void numbersStayTheSameFromVersionToVersion() {
    assertEquals(
        List.of(
            new ReferenceBlur(
                ReferenceBlur.Shape.ANISOTROPIC,
                7.772339773798495,
                8.143739347439588,
                0.34781573220879247),
            new ReferenceShrink(7.854169970855714),
            new GaussianNoise(13.945017967198828, 23404334870097L),
            new Jpeg(79),
            new ReferenceResize(512, 512)),
        draw(GPEN, 1, "face.png").degraded());
  }

  @Test
  void numbersThatNoStageCanWorkWithAreRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ReferenceBlur(ReferenceBlur.Shape.ISOTROPIC, wrong, 1, 0));
      assertThrows(IllegalArgumentException.class, () -> new ReferenceShrink(wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> new Jpeg(0));
    assertThrows(IllegalArgumentException.class, () -> new Jpeg(101));
  }
}
