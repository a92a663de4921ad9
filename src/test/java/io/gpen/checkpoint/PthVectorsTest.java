package io.gpen.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.DeterministicWeights;
import io.gpen.DeterministicWeights.Family;
import io.gpen.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stored checkpoint file: what is to be read is read to the bit, the rest is refused. */
class PthVectorsTest {

  private static final String FOLDER = "vectors/pth/";
  private static final String MODIFIED_WEIGHT = "generator.convs.3.conv.weight";
  private static final String DAMAGED = "the file is damaged or incomplete";

  /** What the message has to say, for the files that cannot be read. */
  private static final Map<String, List<String>> REFUSED =
      Map.ofEntries(
          Map.entry("truncated-zip.pth", List.of(DAMAGED, "at byte 61081")),
          Map.entry("truncated-legacy.pth", List.of(DAMAGED, "at byte ")),
          Map.entry("truncated-legacy-tail.pth", List.of(DAMAGED, "at byte ")),
          Map.entry("empty.pth", List.of("the file is empty")),
          Map.entry("html.pth", List.of("a web page, not a checkpoint")),
          Map.entry("lfs-pointer.pth", List.of("a Git LFS pointer, not the file")),
          Map.entry("bit-flip.pth", List.of("the checksum of entry zip/data.pkl does not match")),
          Map.entry("not-a-number.pth", List.of("ecd1.0.1.weight holds NaN")),
          Map.entry("integer-weight.pth", List.of("final_linear.0.weight holds INT64")),
          Map.entry("malicious.pth", List.of("posix.system", "it was not run")),
          Map.entry("malicious-legacy.pth", List.of("posix.system", "it was not run")),
          Map.entry("malicious-beside-weights.pth", List.of("posix.system", "it was not run")),
          Map.entry("pickled-module.pth", List.of("a pickled module", "Linear", "state dict")),
          Map.entry("torchscript.pth", List.of("a TorchScript archive", "state dict")));

  /** Sound state dicts of other networks; those who build the network refuse them. */
  private static final List<String> OTHER_NETWORKS =
      List.of("wrong-shape.pth", "missing-key.pth", "missing-encoder.pth", "discriminator.pth");

  /** The call stands beside the entry with the weights and is passed over with a warning. */
  private static final String CALL_BESIDE = "malicious-eval.pth";

  /** The manifest's digest leaves this one out. */
  private static final String SURPLUS = "generator.unexpected.weight";

  static Stream<String> files() {
    return Shared.json(FOLDER + "manifest.json").getAsJsonArray("vectors").asList().stream()
        .map(vector -> vector.getAsJsonObject().get("file").getAsString());
  }

  @ParameterizedTest
  @MethodSource("files")
  void doesWhatTheManifestExpects(String name) {
    JsonObject vector = vector(name);
    Path file = Shared.file(FOLDER + name);
    if (vector.has("weightsSha256")) {
      String expected = vector.get("weightsSha256").getAsString();
      assertEquals(expected, digest(file, Optional.empty()));
      JsonElement key = vector.get("keyToUse");
      if (!key.isJsonNull()) {
        assertEquals(expected, digest(file, Optional.of(key.getAsString())));
      }
      System.out.println(name + ": weights equal to the bit");
    } else if (name.equals(CALL_BESIDE)) {
      assertEquals(
          vector("zip.pth").get("weightsSha256").getAsString(), digest(file, Optional.empty()));
    } else if (OTHER_NETWORKS.contains(name)) {
      assertFalse(digest(file, Optional.empty()).isEmpty());
    } else {
      CheckpointException e =
          assertThrows(CheckpointException.class, () -> digest(file, Optional.empty()));
      System.out.println(e.getMessage());
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      for (String part : REFUSED.get(name)) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
      }
    }
    assertFalse(Files.exists(Path.of("gpen-pickle-was-executed.txt")));
  }

  @Test
  void theManifestIsCoveredWhole() {
    long loads = files().filter(name -> vector(name).has("weightsSha256")).count();
    assertEquals(files().count(), loads + REFUSED.size() + OTHER_NETWORKS.size() + 1);
  }

  @Test
  void namesComeInTheOrderOfTheFile() {
    try (StateDict weights = open("zip.pth")) {
      assertEquals("generator.style.1.weight", weights.names().iterator().next());
      assertEquals(106, weights.names().size());
    }
  }

  @Test
  void valuesAreThoseOfTheRule() {
    try (StateDict weights = open("legacy.pth")) {
      weights
          .tensors()
          .forEach(
              (name, tensor) ->
                  assertArrayEquals(
                      DeterministicWeights.tensor(Family.GPEN, 5, name, tensor.shape()).floats(),
                      tensor.floats(),
                      name));
    }
  }

  @Test
  void surplusMissingAndMisshapenTensorsAreShownAsTheyAre() {
    try (StateDict extra = open("extra-key.pth");
        StateDict missing = open("missing-key.pth");
        StateDict wrong = open("wrong-shape.pth");
        StateDict integer = open("integer-weight.pth")) {
      assertTrue(extra.names().contains(SURPLUS));
      assertFalse(missing.names().contains(MODIFIED_WEIGHT));
      assertArrayEquals(new long[] {1, 8, 17, 3, 3}, wrong.get(MODIFIED_WEIGHT).shape());
      assertEquals(DType.INT64, integer.get("final_linear.0.weight").dtype());
    }
  }

  @Test
  void dtypesAreThoseOfTheFile() {
    try (StateDict half = open("float16.pth");
        StateDict bfloat = open("bfloat16.pth")) {
      assertEquals(DType.FLOAT16, half.get("generator.style.1.weight").dtype());
      assertEquals(DType.BFLOAT16, bfloat.get("generator.style.1.weight").dtype());
    }
  }

  @Test
  void aKeyThatIsNotThereIsAnsweredWithThoseThatAre() {
    Path file = Shared.file(FOLDER + "nested-with-namespace.pth");
    CheckpointException e =
        assertThrows(
            CheckpointException.class, () -> CheckpointReader.open(file, Optional.of("ema")));
    assertTrue(e.getMessage().contains("no entry ema"), e.getMessage());
    assertTrue(e.getMessage().contains("g_ema"), e.getMessage());
  }

  private static StateDict open(String name) {
    return CheckpointReader.open(Shared.file(FOLDER + name));
  }

  private static String digest(Path file, Optional<String> key) {
    try (StateDict weights = CheckpointReader.open(file, key)) {
      // The digest takes integers for counters; here every tensor is a weight.
      weights.tensors().values().forEach(TensorSource::floats);
      Map<String, TensorSource> tensors = new LinkedHashMap<>(weights.tensors());
      tensors.remove(SURPLUS);
      return DeterministicWeights.sha256(new StateDict(tensors));
    }
  }

  private static JsonObject vector(String name) {
    return Shared.json(FOLDER + "manifest.json").getAsJsonArray("vectors").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(vector -> vector.get("file").getAsString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
