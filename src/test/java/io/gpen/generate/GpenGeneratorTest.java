package io.gpen.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.engine.EngineException;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.face.Pictures;
import io.gpen.image.OpenCv;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class GpenGeneratorTest {

  static {
    OpenCv.load();
  }

  /** A network that remembers the shapes it saw and gives what a function makes of the values. */
  private static final class FakeNetwork implements Network {
    private final Function<float[], float[]> function;
    private final String description;
    final List<int[]> shapes = new ArrayList<>();
    final List<float[]> inputs = new ArrayList<>();
    boolean closed;

    FakeNetwork(Function<float[], float[]> function, String description) {
      this.function = function;
      this.description = description;
    }

    @Override
    public List<Tensor> run(Tensor input) {
      float[] values = new float[input.data().limit()];
      input.data().get(0, values);
      shapes.add(input.shape());
      inputs.add(values);
      return List.of(new Tensor(FloatBuffer.wrap(function.apply(values.clone())), input.shape()));
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static Mat crop(int size, double blue, double green, double red) {
    return new Mat(size, size, CvType.CV_8UC3, new Scalar(blue, green, red));
  }

  private static Mat pixels(GeneratedCrop crop) {
    return assertInstanceOf(GeneratedCrop.Restored.class, crop).pixels();
  }

  private static Mat restored(GpenGenerator generator, Mat crop) {
    return pixels(generator.restore(List.of(crop)).get(0));
  }

  @Test
  void theNetworkSeesRedGreenBluePlanesFromMinusOneToOne() {
    FakeNetwork network = new FakeNetwork(v -> v, "");
    Mat crop = crop(2, 0, 51, 255);
    crop.put(1, 0, new byte[] {(byte) 255, 0, 0});
    try (GpenGenerator generator = new GpenGenerator(network, 2, 1, ValueRange.SIGNED)) {
      generator.restore(List.of(crop));
    }
    float fifth = (51 / 255f - 0.5f) / 0.5f;
    assertArrayEquals(
        new float[] {1, 1, -1, 1, fifth, fifth, -1, fifth, -1, -1, 1, -1}, network.inputs.get(0));
  }

  @Test
  void aNetworkOfTheUnitRangeSeesAndGivesSharesOfWhite() {
    FakeNetwork network = new FakeNetwork(v -> v, "");
    Mat crop = crop(2, 0, 51, 254);
    try (GpenGenerator generator = new GpenGenerator(network, 2, 1, ValueRange.UNIT)) {
      byte[] bgr = new byte[12];
      restored(generator, crop).get(0, 0, bgr);
      assertEquals(51, bgr[1]);
      assertEquals((byte) 254, bgr[2]);
    }
    assertEquals(254 / 255f, network.inputs.get(0)[0]);
    assertEquals(51 / 255f, network.inputs.get(0)[4]);
    assertEquals(0, network.inputs.get(0)[8]);
  }

  @Test
  void levelsAreTruncatedNotRounded() {
    // 127.5 of 255, just under 200, under and over the range.
    float[] planes = {0, 200f / 127.5f - 1 - 1e-5f, -3, 7};
    FakeNetwork network =
        new FakeNetwork(
            v -> {
              for (int i = 0; i < v.length; i++) {
                v[i] = planes[i % 4];
              }
              return v;
            },
            "");
    try (GpenGenerator generator = new GpenGenerator(network, 2, 1, ValueRange.SIGNED)) {
      byte[] bgr = new byte[12];
      restored(generator, crop(2, 0, 0, 0)).get(0, 0, bgr);
      byte[] expected = {127, 127, 127, (byte) 199, (byte) 199, (byte) 199, 0, 0, 0, -1, -1, -1};
      assertArrayEquals(expected, bgr);
    }
  }

  @Test
  void theIdentityGivesTheCropBackWithinTheLevelThatTruncationCosts() {
    Mat crop = Pictures.bgr(Shared.file("vectors/align/crop-astronaut-eileen-collins-0.png"));
    try (GpenGenerator generator =
        new GpenGenerator(new FakeNetwork(v -> v, ""), 512, 1, ValueRange.SIGNED)) {
      double[] apart = Pictures.difference(crop, restored(generator, crop));
      System.out.printf(
          "identity through the tensor: %.0f levels, mean %.3f%n", apart[0], apart[1]);
      assertTrue(apart[0] <= 1, "levels " + apart[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({"256, 16", "512, 4", "1024, 1", "2048, 1"})
  void batchesAreAsLargeAsFourCropsOf512Pixels(int size, int batch) {
    FakeNetwork network = new FakeNetwork(v -> v, "{\"size\": %d}".formatted(size));
    try (GpenGenerator generator = GpenGenerator.of(network, true, ValueRange.SIGNED)) {
      assertEquals(size, generator.size());
      assertEquals(batch, generator.batch());
    }
    assertEquals(1, GpenGenerator.of(network, false, ValueRange.SIGNED).batch());
  }

  @Test
  void cropsGoThroughInBatchesAndComeBackInOrder() {
    FakeNetwork network = new FakeNetwork(v -> v, "");
    List<Mat> crops = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      crops.add(crop(4, 50 * i, 10, 20));
    }
    try (GpenGenerator generator = new GpenGenerator(network, 4, 2, ValueRange.SIGNED)) {
      List<GeneratedCrop> restored = generator.restore(crops);
      for (int i = 0; i < 5; i++) {
        Mat pixels = pixels(restored.get(i));
        assertEquals(50 * i, Core.mean(pixels).val[0], 1);
        assertEquals(20, Core.mean(pixels).val[2], 1);
      }
    }
    assertEquals(List.of(2, 2, 1), network.shapes.stream().map(s -> s[0]).toList());
    assertEquals(0, Core.mean(crops.get(0)).val[0]);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aCropOfWhichOneValueIsNotFiniteIsNamedAndTheOthersComeBackWhole(float none) {
    FakeNetwork network =
        new FakeNetwork(
            v -> {
              v[4 * 4 * 3 + 17] = none;
              return v;
            },
            "");
    try (GpenGenerator generator = new GpenGenerator(network, 4, 3, ValueRange.SIGNED)) {
      List<GeneratedCrop> restored =
          generator.restore(List.of(crop(4, 1, 2, 3), crop(4, 1, 2, 3), crop(4, 1, 2, 3)));
      assertFalse(pixels(restored.get(0)).empty());
      assertEquals(new GeneratedCrop.NotFinite(), restored.get(1));
      assertFalse(pixels(restored.get(2)).empty());
    }
  }

  @Test
  void theNetworkSaysTheSize() {
    FakeNetwork network = new FakeNetwork(v -> v, "{\"size\": 64}");
    try (GpenGenerator generator = GpenGenerator.of(network, false, ValueRange.SIGNED)) {
      assertEquals(64, generator.size());
    }
    assertTrue(network.closed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "no json {", "{\"size\": \"x\"}", "{\"size\": {}}"})
  void aNetworkThatDoesNotSayItsSizeIsRefused(String description) {
    FakeNetwork network = new FakeNetwork(v -> v, description);
    assertThrows(EngineException.class, () -> GpenGenerator.of(network, false, ValueRange.SIGNED));
  }

  @Test
  void aNetworkThatGivesAnotherSizeIsRefused() {
    Network half =
        new Network() {
          @Override
          public List<Tensor> run(Tensor input) {
            return List.of(new Tensor(FloatBuffer.allocate(12), 1, 3, 2, 2));
          }

          @Override
          public String description() {
            return "";
          }

          @Override
          public void close() {}
        };
    try (GpenGenerator generator = new GpenGenerator(half, 4, 1, ValueRange.SIGNED)) {
      assertThrows(EngineException.class, () -> generator.restore(List.of(crop(4, 0, 0, 0))));
    }
  }

  @Test
  void aCropOfAnotherSizeIsRefused() {
    try (GpenGenerator generator =
        new GpenGenerator(new FakeNetwork(v -> v, ""), 4, 1, ValueRange.SIGNED)) {
      assertThrows(
          IllegalArgumentException.class, () -> generator.restore(List.of(crop(5, 0, 0, 0))));
    }
  }
}
