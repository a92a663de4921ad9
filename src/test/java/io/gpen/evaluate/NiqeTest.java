package io.gpen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.Shared;
import io.gpen.face.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Against BasicSR's figures in float64. */
class NiqeTest {

  @TempDir Path folder;

  private static Niqe niqe() throws IOException {
    return Niqe.of(Shared.file("weights/niqe_pris_params.npz"));
  }

  static List<JsonObject> pairs() {
    return MeasuresTest.pairs();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isThatOfTheReference(JsonObject pair) throws IOException {
    Niqe niqe = niqe();
    for (String which : List.of("a", "b")) {
      String name = pair.get(which).getAsString();
      boolean natural = name.contains("solvay") || name.contains("crop-mark-twain");
      JsonElement tolerance =
          Shared.json("vectors/metrics/manifest.json")
              .getAsJsonObject("tolerance")
              .getAsJsonObject("niqeDouble")
              .entrySet()
              .stream()
              .filter(entry -> entry.getKey().startsWith("natural") == natural)
              .findFirst()
              .orElseThrow()
              .getValue();
      double expected = pair.get(which.equals("a") ? "niqeADouble" : "niqeBDouble").getAsDouble();
      Mat picture = Pictures.bgr(MeasuresTest.picture(name));
      double actual = niqe.of(picture);
      picture.release();
      System.out.printf("NIQE of %s: %.2g apart%n", name, Math.abs(actual - expected));
      assertEquals(expected, actual, tolerance.getAsDouble(), name);
    }
  }

  @Test
  void picturesOfLessThanTwoBlocksHaveNone() throws IOException {
    Mat small = new Mat(191, 100, CvType.CV_8UC3, Scalar.all(3));
    assertEquals(Double.NaN, niqe().of(small));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("model.npz"), "no archive");
    IOException e = assertThrows(IOException.class, () -> Niqe.of(text));
    assertTrue(e.getMessage().contains(text + " is no model of NIQE"), e.getMessage());
  }

  @Test
  void theGammaFunctionIsTheFactorialOfWholeNumbers() {
    assertEquals(24, AsymmetricGaussian.gamma(5), 1e-12);
    assertEquals(1, AsymmetricGaussian.gamma(1), 1e-14);
    assertEquals(Math.sqrt(Math.PI), AsymmetricGaussian.gamma(0.5), 1e-14);
    assertEquals(9.513507698668732, AsymmetricGaussian.gamma(0.1), 1e-12);
  }
}
