package io.gpen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.Shared;
import io.gpen.face.Pictures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Against BasicSR's figures, and on pictures whose measures can be worked out by hand. */
class MeasuresTest {

  private static final String MANIFEST = "vectors/metrics/manifest.json";

  static List<JsonObject> pairs() {
    return Shared.json(MANIFEST).getAsJsonArray("pairs").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void areThoseOfTheReference(JsonObject pair) {
    Mat a = Pictures.bgr(picture(pair.get("a").getAsString()));
    Mat b = Pictures.bgr(picture(pair.get("b").getAsString()));
    Measures measures = Measures.between(a, b);
    a.release();
    b.release();
    JsonObject tolerance = Shared.json(MANIFEST).getAsJsonObject("tolerance");
    double decibels = tolerance.get("psnr").getAsDouble();
    double similarity = tolerance.get("ssim").getAsDouble();
    String name = pair.get("b").getAsString();
    assertNear(name + " PSNR", pair.get("psnr"), measures.psnr(), decibels);
    assertNear(name + " PSNR-Y", pair.get("psnrY"), measures.psnrY(), decibels);
    assertNear(name + " SSIM", pair.get("ssim"), measures.ssim(), similarity);
    assertNear(name + " SSIM-Y", pair.get("ssimY"), measures.ssimY(), similarity);
    assertNear(name + " SSIM of skimage", pair.get("ssimSkimage"), measures.ssim(), similarity);
  }

  @Test
  void ofTheSamePictureAreTheBestThereAre() {
    Mat picture = Pictures.testphoto("astronaut-eileen-collins.jpg");
    Measures measures = Measures.between(picture, picture);
    assertEquals(Double.POSITIVE_INFINITY, measures.psnr());
    assertEquals(Double.POSITIVE_INFINITY, measures.psnrY());
    assertEquals(1, measures.ssim(), 1e-12);
    assertEquals(1, measures.ssimY(), 1e-12);
  }

  @Test
  void ofFlatPicturesCanBeWorkedOutByHand() {
    // Taller than a band of rows, with rows left over.
    Mat dark = new Mat(150, 12, CvType.CV_8UC3, Scalar.all(100));
    Mat light = new Mat(150, 12, CvType.CV_8UC3, Scalar.all(110));
    Measures measures = Measures.between(dark, light);
    assertEquals(20 * Math.log10(25.5), measures.psnr(), 1e-9);
    assertEquals(20 * Math.log10(255 / (10 * 219.0 / 255)), measures.psnrY(), 1e-9);
    double c1 = 2.55 * 2.55;
    assertEquals((22000 + c1) / (22100 + c1), measures.ssim(), 1e-9);
  }

  @Test
  void areRefusedForPicturesThatDoNotFit() {
    Mat small = new Mat(10, 40, CvType.CV_8UC3, Scalar.all(0));
    Mat other = new Mat(40, 40, CvType.CV_8UC3, Scalar.all(0));
    Mat grey = new Mat(40, 40, CvType.CV_8UC1, Scalar.all(0));
    assertMessage("sizes differ: 40x10 and 40x40", other, small);
    assertMessage("too few", small, small);
    assertMessage("BGR", grey, grey);
  }

  private static void assertMessage(String part, Mat a, Mat b) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Measures.between(b, a));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static void assertNear(
      String what, JsonElement expected, double actual, double tolerance) {
    System.out.printf("%s: %.3g apart%n", what, Math.abs(actual - expected.getAsDouble()));
    assertEquals(expected.getAsDouble(), actual, tolerance, what);
  }

  static Path picture(String name) {
    if (name.startsWith("../../testphoto/")) {
      return Shared.testphoto(name.substring("../../testphoto/".length()));
    }
    // The same bytes lie among the crops, where other tests need them.
    String file =
        name.equals("../inputs/face-512.png")
            ? "align/crop-astronaut-eileen-collins-0.png"
            : name.startsWith("../") ? name.substring(3) : "metrics/" + name;
    return Shared.file("vectors/" + file);
  }
}
