package io.gpen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.DeterministicWeights.Family;
import io.gpen.checkpoint.StateDict;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the rule against the examples of the vectors' README and the digests of the manifests. */
class DeterministicWeightsTest {

  @ParameterizedTest
  @CsvSource({
    "GPEN,1,generator.style.1.weight,512x512,0,cd629fdd8e6cddbd,7599338,c1825f62",
    "GPEN,1,generator.conv1.conv.weight,1x128x128x3x3,147455,3d5e90d04b162c3e,2188445,bfa3dd35",
    "GPEN,1,generator.conv1.noise.weight,1,0,25c93221d44c092a,13474826,3f1f0b37",
    "GPEN,1,generator.to_rgb1.conv.modulation.bias,128,3,80f00efee1a4bc18,5455734,3f770cb1",
    "PARSE,51,encoder.0.conv2d.weight,64x3x3x3,100,16b320cfb030a4f3,5058223,be3fa534",
    "RETINA,41,body.bn1.running_var,64,63,9f15f7e3972a56e2,14331400,45d398b8"
  })
  void givesTheExamplesOfTheRule(
      Family family, long seed, String key, String shape, int i, String hash, long k, String bits) {
    assertEquals(hash, Long.toHexString(DeterministicWeights.hash(seed, key)));
    assertEquals(k, DeterministicWeights.bits24(DeterministicWeights.hash(seed, key), i));
    long[] sizes = Arrays.stream(shape.split("x")).mapToLong(Long::parseLong).toArray();
    float value = DeterministicWeights.tensor(family, seed, key, sizes).floats()[i];
    assertEquals(bits, Integer.toHexString(Float.floatToRawIntBits(value)));
  }

  @Test
  void givesTheExamplePositions() {
    assertArrayEquals(
        new int[] {9825, 4223, 5687, 4401},
        DeterministicWeights.positions(1, "g64-m1-n0.25", 12288, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpen", "retinaface", "parsenet", "rrdbnet", "training"})
  void weightsHaveTheDigestsOfTheManifests(String folder) {
    verify(folder, Shared.json("vectors/" + folder + "/manifest.json"));
  }

  private static void verify(String folder, JsonElement element) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> verify(folder, item));
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      if (object.has("family") && object.has("keys")) {
        compare(folder, object);
      }
      object.entrySet().forEach(entry -> verify(folder, entry.getValue()));
    }
  }

  private static void compare(String folder, JsonObject weights) {
    String keys = "vectors/" + folder + "/" + weights.get("keys").getAsString();
    Family family = Family.valueOf(weights.get("family").getAsString().toUpperCase(Locale.ROOT));
    StateDict made = DeterministicWeights.of(keys, family, weights.get("seed").getAsLong());
    assertEquals(weights.get("sha256").getAsString(), DeterministicWeights.sha256(made), keys);
  }
}
