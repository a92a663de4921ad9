package io.gpen.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.DeterministicWeights;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.LongTensor;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks are recognised by names and shapes alone; what does not fit is listed. */
class RecognitionTest {

  @TempDir Path folder;

  /** {@return weights of a generator that is as small as its size allows} */
  private static StateDict generator(int size, int styleWidth, int styleDepth, int channels) {
    int levels = Integer.numberOfTrailingZeros(size / 4);
    GpenLayout layout =
        new GpenLayout(java.util.Collections.nCopies(levels + 1, channels), styleWidth, styleDepth);
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    layout
        .tensors()
        .forEach(
            (name, shape) ->
                tensors.put(
                    name,
                    DeterministicWeights.tensor(DeterministicWeights.Family.GPEN, 3, name, shape)));
    return new StateDict(tensors);
  }

  private static StateDict changed(Consumer<Map<String, TensorSource>> change) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>(generator(64, 16, 4, 4).tensors());
    change.accept(tensors);
    return new StateDict(tensors);
  }

  private String refusal(StateDict weights) {
    Path target = folder.resolve("refused.pt");
    CheckpointException refusal =
        assertThrows(
            CheckpointException.class, () -> Converter.convert(weights, Form.INFERENCE, target));
    assertFalse(Files.exists(target));
    return refusal.getMessage();
  }

  private static void assertMentions(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" is not in: " + message);
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 16, 8, 4", "128, 8, 4, 2", "1024, 4, 1, 1", "2048, 4, 2, 1"})
  void anySizeStyleAndWidth(int size, int styleWidth, int styleDepth, int channels)
      throws IOException {
    StateDict weights = generator(size, styleWidth, styleDepth, channels);
    GpenLayout layout = GpenLayout.of(weights);
    assertEquals(size, layout.size());
    assertEquals(styleWidth, layout.styleWidth());
    assertEquals(styleDepth, layout.styleDepth());
    for (Form form : Form.values()) {
      NetworkDescription description =
          Converter.convert(weights, form, folder.resolve(form + ".pt"));
      assertEquals(Architecture.GPEN, description.architecture());
      assertEquals(size, description.size());
      assertEquals(form, description.form());
      assertEquals(description, NetworkDescription.fromJson(description.toJson()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 4096})
  void sizesOutsideOfTheFamilyAreRefused(int size) {
    assertMentions(refusal(generator(size, 4, 1, 1)), size + " pixels", "64 to 2048");
  }

  @Test
  void parametersAreCountedWithoutBuffers() {
    StateDict weights = Vectors.gpenWeights("g512-m2-n1");
    assertEquals(71_005_223, Converter.describe(weights, Form.INFERENCE).parameters());
  }

  @Test
  void everythingThatDoesNotFitIsListedAtOnce() {
    String message =
        refusal(
            changed(
                tensors -> {
                  tensors.remove("generator.convs.3.conv.weight");
                  tensors.remove("ecd2.0.2.bias");
                  tensors.put("generator.unexpected.weight", TensorSource.of(new float[1], 1));
                  tensors.put("ecd1.0.0.kernel", TensorSource.of(new float[9], 3, 3));
                }));
    assertMentions(
        message,
        "missing: generator.convs.3.conv.weight, ecd2.0.2.bias",
        "surplus: generator.unexpected.weight",
        "ecd1.0.0.kernel is [3, 3] instead of [4, 4]");
  }

  @Test
  void misshapenWeightIsNamedWithBothShapes() {
    String message =
        refusal(
            changed(
                tensors ->
                    tensors.put(
                        "generator.convs.3.conv.weight",
                        TensorSource.of(new float[4 * 9 * 9], 1, 4, 9, 3, 3))));
    assertMentions(
        message, "generator.convs.3.conv.weight is [1, 4, 9, 3, 3] instead of [1, 4, 8, 3, 3]");
  }

  @Test
  void longListsAreCut() {
    String message = refusal(changed(t -> t.keySet().removeIf(n -> n.contains("modulation"))));
    assertMentions(message, "missing: generator.conv1.conv.modulation.weight", " more");
  }

  @Test
  void integerWeightIsNamedWithItsType() {
    String name = "final_linear.0.weight";
    String message =
        refusal(
            changed(
                tensors ->
                    tensors.put(
                        name, LongTensor.of(new long[16 * 64], tensors.get(name).shape()))));
    assertMentions(message, "final_linear.0.weight is INT64");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void weightThatIsNoNumberIsNamed(float value) {
    String message =
        refusal(
            changed(
                tensors -> {
                  float[] values = tensors.get("ecd1.0.1.weight").floats();
                  values[7] = value;
                  tensors.put("ecd1.0.1.weight", TensorSource.of(values, 4, 4, 3, 3));
                }));
    assertMentions(message, "ecd1.0.1.weight holds " + value);
  }

  @Test
  void decoderWithoutItsEncoderIsNoGenerator() {
    String message = refusal(changed(t -> t.keySet().removeIf(n -> n.startsWith("ecd"))));
    assertMentions(message, "not a GPEN generator", "no ecd0");
  }

  @Test
  void stemOfTheEncoderIsMissedByName() {
    String message = refusal(changed(t -> t.remove("ecd0.0.0.weight")));
    assertMentions(message, "missing: ecd0.0.0.weight");
  }

  @ParameterizedTest
  @CsvSource({"fc.weight, fc.weight", "model.0.weight, discriminator"})
  void whatIsNoneOfTheNetworksIsDescribedByItsTensors(String tensor, String name) {
    String message = refusal(new StateDict(Map.of(tensor, TensorSource.of(new float[1], 1))));
    assertMentions(message, "not a GPEN generator", name);
  }

  @Test
  void detectorOnAnotherBackboneIsRefused() {
    String message =
        refusal(
            new StateDict(
                Map.of("fpn.output1.0.weight", TensorSource.of(new float[1], 1, 1, 1, 1))));
    assertMentions(message, "RetinaFace", "MobileNet", "ResNet-50");
  }

  @Test
  void detectorWithAMissingTensorIsRefused() {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    for (String name : List.of("body.stage1.0.0.weight", "BboxHead.0.conv1x1.weight")) {
      tensors.put(name, TensorSource.of(new float[1], 1));
    }
    assertMentions(refusal(new StateDict(tensors)), "RetinaFace on MobileNet 0.25", "missing: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[1]", "{\"architecture\":\"GPEN\"}", "not JSON"})
  void whatIsNoDescriptionIsRefused(String json) {
    assertThrows(IllegalArgumentException.class, () -> NetworkDescription.fromJson(json));
  }
}
