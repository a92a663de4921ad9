package io.gpen.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.gpen.DeterministicWeights;
import io.gpen.engine.DeviceChoice;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {

  private static final Engine ENGINE = Engine.start(new EngineOptions(DeviceChoice.CPU, 0));

  @TempDir Path folder;

  @Test
  void explicitPrecisionsNeedNoMeasurement() {
    Path file = folder.resolve("measured.json");
    Tuning tuning = new Tuning(ENGINE, file);
    assertEquals(Precision.FP32, tuning.precision(PrecisionChoice.FP32));
    assertEquals(Precision.BF16, tuning.precision(PrecisionChoice.BF16));
    assertFalse(Files.exists(file));
  }

  @Test
  void automaticPrecisionFollowsTheMeasuredGain() throws IOException {
    Path file = folder.resolve("measured.json");
    double gain = new Tuning(ENGINE, file).bf16Gain();
    System.out.printf("bf16 is %.2f times as fast as fp32%n", gain);
    for (double stated : new double[] {1.29, 1.31}) {
      restate(file, stated);
      Precision fastest =
          stated > 1.3 && !CpuFlags.current().lacksBf16() ? Precision.BF16 : Precision.FP32;
      assertEquals(fastest, new Tuning(ENGINE, file).precision(PrecisionChoice.AUTO));
    }
  }

  @Test
  void levelsAreMeasuredOnceAndSwitched() throws IOException {
    Path file = folder.resolve("measured.json");
    try (Network first = generator()) {
      new Tuning(ENGINE, file).prepare(first);
    }
    assertEquals(3, JsonParser.parseString(Files.readString(file)).getAsJsonObject().size());
    restate(file, 1.2);
    try (Network second = generator()) {
      assertEquals(List.of(16, 32, 64), new Tuning(ENGINE, file).prepare(second));
    }
    restate(file, 1.05);
    try (Network third = generator()) {
      assertEquals(List.of(), new Tuning(ENGINE, file).prepare(third));
    }
  }

  @Test
  void damagedFileIsMeasuredAgain() throws IOException {
    Path file = folder.resolve("measured.json");
    Files.writeString(file, "{\"cut");
    assertEquals(2.0, new Measurements(file, "a").of("x", () -> 2));
    assertEquals(2.0, new Measurements(file, "a").of("x", () -> 3));
    assertEquals(3.0, new Measurements(file, "b").of("x", () -> 3));
  }

  @Test
  void flagsTellWhereBf16IsSlow() {
    assertTrue(CpuFlags.of("processor : 0\nflags\t\t: fpu avx2 avx512f\n").lacksBf16());
    assertFalse(CpuFlags.of("flags\t\t: fpu avx512f avx512_bf16\n").lacksBf16());
    assertFalse(CpuFlags.of("Features\t: fp asimd bf16\n").lacksBf16());
    assertFalse(CpuFlags.of("").lacksBf16());
  }

  @Test
  void choicesByName() {
    for (PrecisionChoice choice : PrecisionChoice.values()) {
      assertEquals(choice, PrecisionChoice.parse(choice.toString()));
    }
    assertThrows(IllegalArgumentException.class, () -> PrecisionChoice.parse("fp16"));
  }

  /** What wins against fp32 need not win against bf16. */
  @Test
  void everyPrecisionHasItsOwnMeasurements() throws IOException {
    Assumptions.assumeFalse(CpuFlags.current().lacksBf16(), "this processor has no bf16");
    Path file = folder.resolve("measured.json");
    try (Network exact = generator()) {
      new Tuning(ENGINE, file).prepare(exact);
    }
    restate(file, 1.2);
    try (Network rounded = generator(Precision.BF16)) {
      new Tuning(ENGINE, file).prepare(rounded);
    }
    assertEquals(6, JsonParser.parseString(Files.readString(file)).getAsJsonObject().size());
    restate(file, 1.2);
    try (Network rounded = generator(Precision.BF16)) {
      assertEquals(List.of(16, 32, 64), new Tuning(ENGINE, file).prepare(rounded));
    }
  }

  private Network generator() throws IOException {
    return generator(Precision.FP32);
  }

  private Network generator(Precision precision) throws IOException {
    Path archive = folder.resolve("small.pt");
    Converter.convert(
        DeterministicWeights.of(
            "vectors/gpen/g64-m1-n0.25.keys.tsv", DeterministicWeights.Family.GPEN, 1),
        Variant.generator(precision),
        archive);
    return ENGINE.load(archive);
  }

  private static void restate(Path file, double gain) throws IOException {
    JsonObject measured = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    measured.entrySet().forEach(entry -> entry.setValue(new JsonPrimitive(gain)));
    Files.writeString(file, measured.toString());
  }
}
