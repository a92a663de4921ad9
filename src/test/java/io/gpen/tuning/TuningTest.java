package io.gpen.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {

  private static final Engine ENGINE = Engine.start(new EngineOptions(DeviceChoice.CPU, 0));

  @TempDir Path folder;

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

  /** What wins against fp32 need not win against bf16. */
  @Test
  void everyPrecisionHasItsOwnMeasurements() throws IOException {
    Assumptions.assumeTrue(CpuFlags.current().hasBf16(), "this processor has no bf16");
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

  @Test
  void delaysOfShortOnesDoNotDecide() {
    Runner one = new Runner(4e-4, 0);
    // Held up whenever five turns would have been all.
    Runner other = new Runner(2e-4, 6);
    assertEquals(2, Tuning.gain(one, other), 1e-9);
  }

  @Test
  void longOnesTakeFewTurns() {
    Runner one = new Runner(2, 0);
    Runner other = new Runner(60, 0);
    assertEquals(1 / 30.0, Tuning.gain(one, other), 1e-9);
    assertEquals(6, one.runs);
    assertEquals(6, other.runs);
  }

  @Test
  void firstTurnOnlyWarmsUp() {
    Runner cold = new Runner(1, 1);
    Runner warm = new Runner(1, 0);
    assertEquals(1, Tuning.gain(cold, warm), 1e-9);
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

  private static final class Runner implements DoubleSupplier {
    private static final double DELAY = 10;

    private final double seconds;
    private final int delayed;
    private int runs;

    /** So many of the first runs take ten times as long. */
    Runner(double seconds, int delayed) {
      this.seconds = seconds;
      this.delayed = delayed;
    }

    @Override
    public double getAsDouble() {
      runs++;
      return runs <= delayed ? seconds * DELAY : seconds;
    }
  }
}
