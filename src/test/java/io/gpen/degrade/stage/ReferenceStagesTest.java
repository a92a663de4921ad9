package io.gpen.degrade.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.face.Pictures;
import io.gpen.image.OpenCv;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;

/** Each stage against the reference's, fed with its own predecessor. */
class ReferenceStagesTest {

  static {
    OpenCv.load();
  }

  private static final String FOLDER = "vectors/degradation/";
  private static final Pattern NOISE = Pattern.compile("seed (\\d+), key \"([^\"]+)\".*");

  static List<JsonObject> vectors() {
    return manifest().getAsJsonArray("vectors").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static JsonObject manifest() {
    return Shared.json(FOLDER + "manifest.json");
  }

  private static double tolerance(String name) {
    return manifest().getAsJsonObject("tolerance").get(name).getAsDouble();
  }

  private static ReferenceBlur blur(JsonObject vector) {
    JsonObject kernel = vector.getAsJsonObject("kernel");
    return new ReferenceBlur(
        kernel.get("isotropic").getAsBoolean()
            ? ReferenceBlur.Shape.ISOTROPIC
            : ReferenceBlur.Shape.ANISOTROPIC,
        kernel.get("sigmaX").getAsDouble(),
        kernel.get("sigmaY").getAsDouble(),
        kernel.get("theta").getAsDouble());
  }

  /** The vectors' noise is not Gaussian, but anybody can make it again. */
  private static DoubleSupplier noise(JsonObject vector, int count) {
    Matcher rule = NOISE.matcher(vector.get("noise").getAsString());
    assertTrue(rule.matches());
    float[] uniform =
        DeterministicWeights.uniform(Long.parseLong(rule.group(1)), rule.group(2), count);
    int[] next = {0};
    return () -> (float) (uniform[next[0]++] * 1.7320508);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void areTheReferencesOneByOne(JsonObject vector) {
    String name = vector.get("name").getAsString();
    Mat kernel = blur(vector).kernel();
    float[] weights = new float[(int) kernel.total()];
    kernel.get(0, 0, weights);
    float[] expected = Shared.floats(FOLDER + name + ".kernel.bin");
    assertEquals(expected.length, weights.length);
    double apart = 0;
    for (int i = 0; i < weights.length; i++) {
      apart = Math.max(apart, Math.abs(weights[i] - expected[i]));
    }
    System.out.printf("%s kernel: %.2g apart%n", name, apart);
    assertEquals(0, apart, tolerance("kernelMaxAbs"));

    Pixels blurred = blur(vector).apply(input(vector));
    assertNear(name, "blurred", blurred);
    Pixels shrunk = new ReferenceShrink(vector.get("downscale").getAsDouble()).apply(blurred);
    assertNear(name, "shrunk", shrunk);
    Pixels noisy =
        new GaussianNoise(vector.get("noiseSigma255").getAsDouble(), 0)
            .apply(shrunk, noise(vector, shrunk.values().length));
    assertNear(name, "noisy", noisy);
    Pixels decoded = new Jpeg(vector.get("jpegQuality").getAsInt()).apply(noisy);
    Mat stored = Pictures.bgr(Shared.file(FOLDER + name + ".jpeg-decoded.png"));
    double levels = Pictures.maxDifference(stored, decoded.toBgr8());
    System.out.printf("%s JPEG: %.0f levels apart%n", name, levels);
    assertEquals(0, levels, tolerance("jpegDecodedMaxLevels"));
    assertNear(name, "final", new ReferenceResize(256, 256).apply(decoded));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void endInTheReferencesPicture(JsonObject vector) {
    String name = vector.get("name").getAsString();
    Mat stored = Pictures.bgr(Shared.file(FOLDER + name + ".jpeg-decoded.png"));
    Mat levels = new ReferenceResize(256, 256).apply(Pixels.of(stored)).toBgr8();
    Mat expected = Pictures.bgr(Shared.file(FOLDER + name + ".png"));
    assertEquals(0, Pictures.maxDifference(expected, levels), tolerance("finalPngMaxLevels"));
  }

  @Test
  void shrinkingRoundsDownByTheExactRemainder() {
    assertEquals(159, shrunk(256, 1.6));
    assertEquals(69, shrunk(256, 3.7));
    assertEquals(128, shrunk(256, 2));
    assertEquals(319, shrunk(256, 0.8));
    assertEquals(512, shrunk(256, 0.5));
    assertEquals(1, shrunk(5, 8));
  }

  private static int shrunk(int side, double factor) {
    return new ReferenceShrink(factor).apply(Pixels.black(side, side, 3)).width();
  }

  @Test
  void noiseIsGaussianAndTheSameForTheSameSeed() {
    Pixels grey = Pixels.black(100, 100, 3).map(value -> 0.5f);
    float[] values = new GaussianNoise(12.75, 3).apply(grey).values();
    assertArrayEquals(values, new GaussianNoise(12.75, 3).apply(grey).values());
    double mean = 0;
    double square = 0;
    int beyond = 0;
    for (float value : values) {
      mean += value / values.length;
      square += (value - 0.5) * (value - 0.5) / values.length;
      beyond += Math.abs(value - 0.5) > 0.1 ? 1 : 0;
    }
    assertEquals(0.5, mean, 0.001);
    assertEquals(0.05, Math.sqrt(square), 0.001);
    assertEquals(0.0455, beyond / 30_000.0, 0.005);
  }

  private static Pixels input(JsonObject vector) {
    String name = vector.get("input").getAsString().replace(" (grey)", "");
    String file = name.startsWith("../") ? "vectors/" + name.substring(3) : FOLDER + name;
    return Pixels.of(Pictures.bgr(Shared.file(file)));
  }

  /** Compares with the values that were stored of [1, 3, h, w]. */
  private static void assertNear(String vector, String stage, Pixels actual) {
    String sample = FOLDER + vector + "." + stage;
    int[] positions = Shared.ints(sample + ".positions.bin");
    float[] values = Shared.floats(sample + ".values.bin");
    int pixels = actual.width() * actual.height();
    float[] own = actual.values();
    double apart = 0;
    for (int i = 0; i < positions.length; i++) {
      float value = own[positions[i] % pixels * 3 + positions[i] / pixels];
      apart = Math.max(apart, Math.abs(value - values[i]));
    }
    System.out.printf("%s %s: %.2g apart%n", vector, stage, apart);
    assertEquals(0, apart, tolerance("floatStagesMaxAbs"), vector + " " + stage);
  }
}
