package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.StateDict;
import io.gpen.torchscript.GpenLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpenStartTest {

  private static final GpenLayout LAYOUT = GpenLayout.of(64, 1, 0.0625, 16, 2);

  @TempDir private Path folder;

  private Path write(StateDict generator) throws IOException {
    Path file = folder.resolve("from.pth");
    StateDict discriminator = InitialWeights.discriminator(LAYOUT, 9);
    TrainingCheckpoint.write(
        file,
        new TrainingState(
            0,
            1,
            Map.of("g", generator, "d", discriminator, "g_ema", generator),
            Map.of(),
            Map.of()));
    return file;
  }

  private static GpenStart start(Path from, int size) {
    return GpenStart.of(
        new GpenRequest(
            Optional.of(from),
            size == 0 ? OptionalInt.empty() : OptionalInt.of(size),
            LAYOUT,
            true,
            "",
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void aStyleGan2BecomesTheDecoderAndItsDiscriminatorStays() throws IOException {
    StateDict styleGan2 = InitialWeights.styleGan2(LAYOUT, 5);
    try (GpenStart start = start(write(styleGan2), 0)) {
      assertTrue(start.isCascade());
      TrainingState state = start.state(true, 1);
      StateDict generator = state.networks().get("g");
      assertEquals(LAYOUT, GpenLayout.of(generator));
      assertArrayEquals(
          styleGan2.get("convs.1.conv.weight").floats(),
          generator.get("generator.convs.1.conv.weight").floats());
      assertArrayEquals(
          InitialWeights.discriminator(LAYOUT, 9).get("convs.0.0.weight").floats(),
          state.networks().get("d").get("convs.0.0.weight").floats());
    }
  }

  @Test
  void aGpenIsTakenAsItIsOrGrows() throws IOException {
    StateDict gpen = InitialWeights.gpen(LAYOUT, 5);
    Path file = write(gpen);
    try (GpenStart start = start(file, 64)) {
      assertArrayEquals(
          gpen.get("ecd2.0.1.weight").floats(),
          start.state(true, 1).networks().get("g_ema").get("ecd2.0.1.weight").floats());
    }
    try (GpenStart start = start(file, 128)) {
      assertEquals(128, start.layout().size());
      assertEquals(16, start.layout().channels().get(0));
      TrainingState state = start.state(true, 1);
      assertEquals(start.layout(), GpenLayout.of(state.networks().get("g")));
      assertArrayEquals(
          gpen.get("ecd2.0.1.weight").floats(),
          state.networks().get("g").get("ecd3.0.1.weight").floats());
      assertEquals(
          start.layout().discriminatorTensors().keySet(), state.networks().get("d").names());
    }
    assertThrows(TrainingUsageException.class, () -> start(file, 256));
  }
}
