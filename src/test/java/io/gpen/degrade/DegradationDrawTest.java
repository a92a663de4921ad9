package io.gpen.degrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DegradationDrawTest {

  private static final List<Degradation> MANY = many();

  private static List<Degradation> many() {
    DegradationDraw draw = DegradationDraw.of(DegradationPreset.GPEN, 1);
    return Stream.generate(draw::next).limit(4000).toList();
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
    assertUniform(MANY.stream(), Degradation::sigmaX, 0.1, 10);
    assertUniform(MANY.stream(), Degradation::downscale, 0.8, 8);
    assertUniform(MANY.stream(), Degradation::noiseSigma, 0, 20);
    assertUniform(MANY.stream(), Degradation::jpegQuality, 60, 99);
    List<Degradation> aniso =
        MANY.stream().filter(d -> d.blur() == Degradation.BlurKind.ANISOTROPIC).toList();
    assertUniform(aniso.stream(), Degradation::sigmaY, 0.1, 10);
    assertUniform(aniso.stream(), Degradation::angle, -Math.PI, Math.PI);
    assertEquals(0.5, share(Degradation::flip), 0.03);
    assertEquals(0.2, share(Degradation::grey), 0.03);
    assertEquals(0.5, share(d -> d.blur() == Degradation.BlurKind.ISOTROPIC), 0.03);
    assertTrue(
        MANY.stream()
            .filter(d -> d.blur() == Degradation.BlurKind.ISOTROPIC)
            .allMatch(d -> d.sigmaX() == d.sigmaY() && d.angle() == 0));
    assertEquals(MANY.size(), MANY.stream().map(Degradation::noiseSeed).distinct().count());
  }

  @Test
  void aFilesNumbersDependOnSeedAndNameAlone() {
    Degradation one = DegradationDraw.ofFile(DegradationPreset.GPEN, 7, "sub/Zo\u00eb.jpg");
    assertEquals(one, DegradationDraw.ofFile(DegradationPreset.GPEN, 7, "sub/Zoe\u0308.jpg"));
    assertNotEquals(one, DegradationDraw.ofFile(DegradationPreset.GPEN, 8, "sub/Zo\u00eb.jpg"));
    assertNotEquals(one, DegradationDraw.ofFile(DegradationPreset.GPEN, 7, "Zo\u00eb.jpg"));
  }

  @Test
  void presetsDifferInStrengthAlone() {
    Degradation mild = DegradationDraw.ofFile(DegradationPreset.MILD, 7, "face.png");
    Degradation strong = DegradationDraw.ofFile(DegradationPreset.STRONG, 7, "face.png");
    assertEquals((mild.sigmaX() - 0.1) / 1.5, (strong.sigmaX() - 0.1) / 6.9, 1e-9);
    assertEquals(mild.downscale() - 1, (strong.downscale() - 2) / 10, 1e-9);
    assertEquals(mild.noiseSigma() / 4, strong.noiseSigma() / 20, 1e-9);
    assertTrue(mild.jpegQuality() >= 75 && strong.jpegQuality() < 75);
    assertEquals(mild.noiseSeed(), strong.noiseSeed());
  }

  @Test
  void numbersStayTheSameFromVersionToVersion() {
    assertEquals(
        new Degradation(
            false,
            false,
            Degradation.BlurKind.ANISOTROPIC,
            7.772339773798495,
            8.143739347439588,
            0.34781573220879247,
            7.854169970855714,
            13.945017967198828,
            23404334870097L,
            79),
        DegradationDraw.ofFile(DegradationPreset.GPEN, 1, "face.png"));
  }

  @Test
  void numbersThatNoStageCanWorkWithAreRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> with(wrong, 2, 80));
      assertThrows(IllegalArgumentException.class, () -> with(2, wrong, 80));
    }
    assertThrows(IllegalArgumentException.class, () -> with(2, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> with(2, 2, 101));
  }

  private static Degradation with(double sigma, double downscale, int quality) {
    return new Degradation(
        false, false, Degradation.BlurKind.ISOTROPIC, sigma, sigma, 0, downscale, 0, 0, quality);
  }
}
