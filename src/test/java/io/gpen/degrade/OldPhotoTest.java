package io.gpen.degrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.degrade.stage.Contrast;
import io.gpen.degrade.stage.DamagePicture;
import io.gpen.degrade.stage.Defocus;
import io.gpen.degrade.stage.Dust;
import io.gpen.degrade.stage.Fading;
import io.gpen.degrade.stage.Flip;
import io.gpen.degrade.stage.Fold;
import io.gpen.degrade.stage.GaussianBlur;
import io.gpen.degrade.stage.GaussianNoise;
import io.gpen.degrade.stage.Grain;
import io.gpen.degrade.stage.Hairs;
import io.gpen.degrade.stage.Halftone;
import io.gpen.degrade.stage.Jpeg;
import io.gpen.degrade.stage.Monochrome;
import io.gpen.degrade.stage.MotionBlur;
import io.gpen.degrade.stage.Overlay;
import io.gpen.degrade.stage.Paper;
import io.gpen.degrade.stage.Pixels;
import io.gpen.degrade.stage.ReferenceBlur;
import io.gpen.degrade.stage.Resize;
import io.gpen.degrade.stage.Scratches;
import io.gpen.degrade.stage.Seeds;
import io.gpen.degrade.stage.Sepia;
import io.gpen.degrade.stage.Shrink;
import io.gpen.degrade.stage.Stage;
import io.gpen.degrade.stage.UnevenLight;
import io.gpen.files.Sha256;
import io.gpen.image.OpenCv;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** What the preset of old photographs draws, and that it is the same on every machine. */
class OldPhotoTest {

  private static final DegradationParameters PARAMETERS = DegradationPreset.OLD_PHOTO.parameters();
  private static final List<DamagePicture> OVERLAYS =
      List.of(new DamagePicture("never decoded", new byte[0]));
  private static final List<Degradation> MANY =
      IntStream.range(0, 4000)
          .mapToObj(i -> DegradationDraw.draw(PARAMETERS, OVERLAYS, Seeds.mixed(i), 512, 512))
          .toList();

  /** Of the pictures that are not nearly clear. */
  private static void assertShare(double expected, Class<? extends Stage> kind) {
    assertEquals(expected * 0.875, share(kind), 0.025, kind.getSimpleName());
  }

  private static double share(Class<? extends Stage> kind) {
    return MANY.stream().filter(d -> d.first(kind).isPresent()).count() / (double) MANY.size();
  }

  @Test
  void everythingHappensAsOftenAsItShould() {
    assertShare(PARAMETERS.defocus().share(), Defocus.class);
    assertShare(PARAMETERS.motion().share(), MotionBlur.class);
    assertShare(PARAMETERS.contrast().share(), Contrast.class);
    assertShare(PARAMETERS.grain().share(), Grain.class);
    assertShare(PARAMETERS.halftone().share(), Halftone.class);
    assertShare(PARAMETERS.fading().share(), Fading.class);
    assertShare(PARAMETERS.unevenLight().share(), UnevenLight.class);
    assertShare(PARAMETERS.paper().share(), Paper.class);
    assertShare(PARAMETERS.folds().share(), Fold.class);
    assertShare(PARAMETERS.overlays().share(), Overlay.class);
    assertShare(PARAMETERS.scratches().share(), Scratches.class);
    assertShare(PARAMETERS.hairs().share(), Hairs.class);
    assertShare(PARAMETERS.dust().share(), Dust.class);
    assertEquals(PARAMETERS.monochrome().share(), share(Monochrome.class), 0.025);
    assertEquals(PARAMETERS.sepia().share(), share(Sepia.class), 0.025);
    assertEquals(PARAMETERS.flip(), share(Flip.class), 0.025);
    assertEquals(1, share(Jpeg.class), "every picture is a digital copy");
    assertEquals(0, share(ReferenceBlur.class));
  }

  @Test
  void oneOfEightIsNearlyClear() {
    List<Class<? extends Stage>> harmless =
        List.of(
            Flip.class,
            Monochrome.class,
            Sepia.class,
            GaussianBlur.class,
            Shrink.class,
            GaussianNoise.class,
            Jpeg.class,
            Resize.class);
    List<Degradation> clear =
        MANY.stream()
            .filter(
                d ->
                    d.degraded().stream().allMatch(stage -> harmless.contains(stage.getClass()))
                        && d.first(Jpeg.class).orElseThrow().jpegQuality() >= 85
                        && d.first(GaussianBlur.class).orElseThrow().sigma() < 1.2)
            .toList();
    assertEquals(0.125, clear.size() / (double) MANY.size(), 0.02);
  }

  @Test
  void aRoundMayHappenTwiceButEffectsAreIndependent() {
    double twice =
        MANY.stream()
                .filter(d -> d.degraded().stream().filter(Jpeg.class::isInstance).count() == 2)
                .count()
            / (double) MANY.size();
    assertEquals(PARAMETERS.copy().share() * 0.875, twice, 0.025);
    long both =
        MANY.stream()
            .filter(d -> d.first(Dust.class).isPresent() && d.first(Scratches.class).isPresent())
            .count();
    double expected = PARAMETERS.dust().share() * PARAMETERS.scratches().share() * 0.875;
    assertEquals(expected, both / (double) MANY.size(), 0.02);
  }

  @Test
  void bothHalvesHaveTheToneOfThePrint() {
    for (Degradation degradation : MANY) {
      List<Stage> tone =
          degradation.degraded().stream()
              .filter(
                  stage ->
                      stage instanceof Flip
                          || stage instanceof Monochrome
                          || stage instanceof Sepia)
              .toList();
      assertEquals(tone, degradation.clear());
    }
  }

  @Test
  void lengthsShrinkWithThePicture() {
    for (int i = 0; i < 100; i++) {
      long seed = Seeds.mixed(i);
      Degradation large = DegradationDraw.draw(PARAMETERS, OVERLAYS, seed, 512, 300);
      Degradation small = DegradationDraw.draw(PARAMETERS, OVERLAYS, seed, 64, 37);
      assertEquals(
          large.first(GaussianBlur.class).orElseThrow().sigma() / 8,
          small.first(GaussianBlur.class).orElseThrow().sigma(),
          1e-9);
      large
          .first(Defocus.class)
          .ifPresent(
              defocus ->
                  assertEquals(
                      defocus.radius() / 8,
                      small.first(Defocus.class).orElseThrow().radius(),
                      1e-9));
      assertTrue(small.first(Halftone.class).isEmpty(), "too fine to be seen");
      assertTrue(small.first(Shrink.class).orElseThrow().factor() >= 1);
    }
  }

  /**
   * The digest was made by this program. It changes if the arithmetic of any stage but JPEG does,
   * or if a machine, a virtual machine or its compiler computes differently.
   */
  @Test
  void everyMachineMakesTheSamePictures() {
    OpenCv.load();
    Pixels picture = Pixels.of(picture());
    DegradationParameters parameters = PARAMETERS.meantFor(96);
    MessageDigest digest = Sha256.digest();
    for (int i = 0; i < 60; i++) {
      Pixels current = picture;
      for (Stage stage : DegradationDraw.draw(parameters, List.of(), i, 96, 72).degraded()) {
        current = stage instanceof Jpeg ? current : stage.apply(current);
      }
      Mat levels = current.toBgr8();
      byte[] bytes = new byte[(int) levels.total() * 3];
      levels.get(0, 0, bytes);
      digest.update(bytes);
    }
    assertEquals(
        "bc26d77828e0cb0c31daa1aa79d637c6dd3fc040af33d972f5b7aefdef2d01f7",
        Sha256.finish(digest).hex());
  }

  private static Mat picture() {
    byte[] bytes = new byte[3 * 96 * 72];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / 3 % 96;
      int y = i / 3 / 96;
      bytes[i] = (byte) (i % 3 == 0 ? 2 * x : i % 3 == 1 ? 3 * y : (x / 8 + y / 8) % 2 * 128 + 64);
    }
    Mat picture = new Mat(72, 96, CvType.CV_8UC3);
    picture.put(0, 0, bytes);
    return picture;
  }
}
