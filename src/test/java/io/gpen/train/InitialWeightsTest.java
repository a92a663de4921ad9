package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.DeterministicWeights;
import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.engine.Engine;
import io.gpen.engine.EngineOptions;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.GpenLayout;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialWeightsTest {

  private static final GpenLayout SMALL = GpenLayout.of(64, 1, 0.125, 64, 3);
  private static final int SIDE = 128;

  @TempDir Path folder;

  /** A "trained" generator: everything in it does something. */
  private static StateDict trained(GpenLayout layout) {
    Map<String, TensorSource> weights = new LinkedHashMap<>();
    layout
        .tensors()
        .forEach(
            (name, shape) ->
                weights.put(
                    name,
                    name.endsWith("kernel")
                        ? InitialWeights.gpen(layout, 1).get(name)
                        : DeterministicWeights.tensor(
                            DeterministicWeights.Family.GPEN, 5, name, shape)));
    return new StateDict(weights);
  }

  /** A picture of soft shapes with noise in it, so that no constant passes for it. */
  private static float[] picture() {
    Random random = new Random(3);
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      int colour = i / (SIDE * SIDE);
      double wave = Math.sin(0.07 * x * (colour + 1)) * Math.cos(0.05 * y) * 0.6;
      values[i] = (float) (wave + 0.2 * (random.nextDouble() - 0.5));
    }
    return values;
  }

  private float[] run(StateDict weights, float[] picture, int side) throws IOException {
    Path archive = folder.resolve(side + ".pt");
    Converter.convert(weights, Form.TRAINABLE, archive);
    try (Engine engine = Engine.start(EngineOptions.DEFAULT);
        Network network = engine.load(archive)) {
      FloatBuffer output =
          network.run(new Tensor(FloatBuffer.wrap(picture), 1, 3, side, side)).get(0).data();
      float[] values = new float[output.limit()];
      output.get(0, values);
      return values;
    }
  }

  /** The picture behind the blur [1 3 3 1] / 8 in both directions, every second pixel. */
  private static float[] halved(float[] picture) {
    double[] taps = {1 / 8.0, 3 / 8.0, 3 / 8.0, 1 / 8.0};
    int half = SIDE / 2;
    float[] result = new float[3 * half * half];
    for (int i = 0; i < result.length; i++) {
      int x = i % half;
      int y = i / half % half;
      double sum = 0;
      for (int dy = 0; dy < 4; dy++) {
        for (int dx = 0; dx < 4; dx++) {
          int sx = 2 * x - 1 + dx;
          int sy = 2 * y - 1 + dy;
          if (sx >= 0 && sx < SIDE && sy >= 0 && sy < SIDE) {
            sum += taps[dx] * taps[dy] * picture[i / (half * half) * SIDE * SIDE + sy * SIDE + sx];
          }
        }
      }
      result[i] = (float) sum;
    }
    return result;
  }

  /** Zeros between the pixels, then the blur [1 3 3 1] / 4: each pixel from the nearest two. */
  private static float[] doubled(float[] picture) {
    int half = SIDE / 2;
    float[] result = new float[3 * SIDE * SIDE];
    for (int i = 0; i < result.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      double sum = 0;
      for (int ny = 0; ny < 2; ny++) {
        for (int nx = 0; nx < 2; nx++) {
          int sx = x / 2 + (nx == 0 ? 0 : x % 2 == 0 ? -1 : 1);
          int sy = y / 2 + (ny == 0 ? 0 : y % 2 == 0 ? -1 : 1);
          if (sx >= 0 && sx < half && sy >= 0 && sy < half) {
            double weight = (nx == 0 ? 0.75 : 0.25) * (ny == 0 ? 0.75 : 0.25);
            sum += weight * picture[i / (SIDE * SIDE) * half * half + sy * half + sx];
          }
        }
      }
      result[i] = (float) sum;
    }
    return result;
  }

  @Test
  void grownNetworkGivesWhatTheSmallOneGivesOfTheHalvedPicture() throws IOException {
    StateDict small = trained(SMALL);
    float[] expected = doubled(run(small, halved(picture()), SIDE / 2));
    float[] actual = run(InitialWeights.grown(small, 9), picture(), SIDE);
    assertArrayEquals(expected, actual, 2e-5f);
  }

  @Test
  void identityStartGivesItsInputBackNearly() throws IOException {
    float[] picture = picture();
    float[] restored =
        run(InitialWeights.identity(GpenLayout.of(SIDE, 1, 0.25, 64, 3), 4), picture, SIDE);
    double error = 0;
    double power = 0;
    for (int i = 0; i < picture.length; i++) {
      error += Math.pow(restored[i] - picture[i], 2);
      power += Math.pow(picture[i], 2);
    }
    assertTrue(error < 0.1 * power, error / power + " of the picture's power is wrong");
  }

  @Test
  void cascadeTakesTheDecoderAndRefusesAnotherSize() {
    StateDict styleGan2 = InitialWeights.styleGan2(SMALL, 1);
    StateDict gpen = InitialWeights.cascade(styleGan2, SMALL, 2);
    assertSame(styleGan2.get("conv1.conv.weight"), gpen.get("generator.conv1.conv.weight"));
    assertEquals(SMALL.tensors().keySet(), gpen.names());
    GpenLayout wider = GpenLayout.of(64, 1, 0.25, 64, 3);
    assertTrue(
        assertThrows(CheckpointException.class, () -> InitialWeights.cascade(styleGan2, wider, 2))
            .getMessage()
            .contains("[1, 64, 4, 4], but this GPEN needs [1, 128, 4, 4]"));
  }

  @Test
  void grownDiscriminatorKeepsTheInnerBlocks() {
    StateDict small = InitialWeights.discriminator(SMALL, 1);
    StateDict grown = InitialWeights.grownDiscriminator(small, SMALL, 2);
    assertEquals(128, Converter.describe(grown, Form.TRAINABLE).size());
    assertSame(small.get("convs.1.skip.1.weight"), grown.get("convs.2.skip.1.weight"));
    assertSame(small.get("final_conv.0.weight"), grown.get("final_conv.0.weight"));
  }

  @Test
  void sameSeedGivesTheSameWeightsAndAnotherOthers() {
    float[] weights = InitialWeights.gpen(SMALL, 1).get("ecd1.0.1.weight").floats();
    assertArrayEquals(weights, InitialWeights.gpen(SMALL, 1).get("ecd1.0.1.weight").floats());
    assertTrue(weights[0] != InitialWeights.gpen(SMALL, 2).get("ecd1.0.1.weight").floats()[0]);
  }
}
