package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Tensor;
import io.gpen.engine.TrainableNetwork;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.TrainingArchive;
import io.gpen.torchscript.TrainingArchive.Losses;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The losses of GPEN that the reference vectors leave out, and what goes around them. */
class GpenLossesTest {

  private static final CommonSettings PLAIN =
      new CommonSettings(5, 0.002, 0, 16, 0, 4, 2, 0.5, 0, false, false, false, Precision.FP32);

  private static final Tensor CLEAR = TinyNetworks.noise(2, "clear");
  private static final Tensor DEGRADED = TinyNetworks.noise(2, "degraded");

  private static AdversarialTask.Loaded load(
      Losses losses, double detail, Map<String, StateDict> more) throws IOException {
    Map<String, StateDict> networks =
        new LinkedHashMap<>(TinyNetworks.begin(TinyNetworks.gpen()).networks());
    networks.putAll(more);
    return AdversarialTask.Loaded.of(
        TinyNetworks.ENGINE,
        file ->
            TrainingArchive.gpen(
                file,
                networks,
                PLAIN.options(),
                losses,
                size -> FacePlaces.weights(size, detail),
                1));
  }

  private static GpenTask task(GpenSettings settings) throws IOException {
    return GpenTask.open(
        TinyNetworks.ENGINE,
        settings,
        TinyNetworks.begin(TinyNetworks.gpen()),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Tensor> losses(TrainableNetwork network) {
    return network.call("g_gradients", List.of(AdversarialTask.number(1), DEGRADED, CLEAR));
  }

  private static Tensor moved(Tensor from, Tensor direction, double by) {
    float[] values = new float[from.data().limit()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (from.data().get(i) + by * direction.data().get(i));
    }
    return new Tensor(FloatBuffer.wrap(values), from.shape());
  }

  /** The loss rises along its gradient as much as the gradient says. */
  private static double assertGradient(Losses losses, double detail, Map<String, StateDict> more)
      throws IOException {
    try (TrainableNetwork network = load(losses, detail, more).network()) {
      List<Tensor> weights = network.call("g_parameters", List.of());
      double loss = losses(network).get(0).data().get(0);
      List<Tensor> gradients = network.call("g_gradients_added", List.of());
      double squares = 0;
      for (Tensor gradient : gradients) {
        for (int i = 0; i < gradient.data().limit(); i++) {
          squares += Math.pow(gradient.data().get(i), 2);
        }
      }
      double reach = 0.002 * loss / squares;
      double[] around = new double[2];
      for (int side = 0; side < 2; side++) {
        List<Tensor> there = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
          there.add(moved(weights.get(i), gradients.get(i), side == 0 ? -reach : reach));
        }
        network.call("set_g", there);
        around[side] = losses(network).get(0).data().get(0);
      }
      double slope = (around[1] - around[0]) / (2 * reach);
      System.out.printf("%s: loss %.5g, slope %.5g of %.5g%n", losses, loss, slope, squares);
      assertEquals(squares, slope, 0.03 * squares);
      return loss;
    }
  }

  @Test
  void gradientsOfTheLossesOfPixelsAndFeatures() throws IOException {
    double even = assertGradient(new Losses(0, 0, 1, 0, 0, 0, 0), 0, Map.of());
    double half = assertGradient(new Losses(0, 0, 0, 1, 0, 0, 0), 0, Map.of());
    double detailed = assertGradient(new Losses(0, 0, 1, 0, 0, 0, 0), 9, Map.of());
    double twice = assertGradient(new Losses(0, 0, 2, 0, 0, 0, 0), 0, Map.of());
    assertGradient(new Losses(0, 0, 0, 0, 1, 0, 0), 0, Map.of());
    assertNotEquals(even, detailed);
    assertTrue(half < even, "noise averages out");
    assertEquals(2 * even, twice, 1e-5);
  }

  @Test
  void gradientsOfTheLossesOfOtherNetworks() throws IOException {
    try (StateDict perceptual =
            CheckpointReader.open(
                Shared.file("weights/squeezenet_v1.1_caffe_fp16.pth"), Optional.empty());
        StateDict identity =
            CheckpointReader.open(
                Shared.file("weights/mobilefacenet_foamliu.pt"), Optional.empty())) {
      assertGradient(new Losses(0, 0, 0, 0, 0, 1, 0), 0, Map.of("perceptual", perceptual));
      double apart =
          assertGradient(new Losses(0, 0, 0, 0, 0, 0, 1), 0, Map.of("identity", identity));
      assertTrue(apart > 0.05 && apart < 2, "not the same face: " + apart);
    }
  }

  @Test
  void aRatioHoldsTheAdversarialLossAtAShareOfTheOthers() throws IOException {
    List<List<Tensor>> gradients = new ArrayList<>();
    List<List<Tensor>> found = new ArrayList<>();
    for (Losses losses :
        List.of(
            new Losses(1, 0, 0, 0, 0, 0, 0),
            new Losses(0, 0, 1, 0, 0, 0, 0),
            new Losses(1, 0.5, 1, 0, 0, 0, 0),
            new Losses(1, 1, 1, 0, 0, 0, 0),
            new Losses(1, 0.5, 3, 0, 0, 0, 0))) {
      try (TrainableNetwork network = load(losses, 0, Map.of()).network()) {
        found.add(losses(network));
        gradients.add(network.call("g_gradients_added", List.of()));
      }
    }
    double weight = found.get(2).get(2).data().get(0);
    assertEquals(2 * weight, found.get(3).get(2).data().get(0), 1e-4 * weight);
    assertEquals(3 * weight, found.get(4).get(2).data().get(0), 1e-4 * weight);
    double total = found.get(1).get(0).data().get(0) + weight * found.get(0).get(0).data().get(0);
    assertEquals(total, found.get(2).get(0).data().get(0), 1e-4 * total);
    for (int i = 0; i < gradients.get(0).size(); i++) {
      Tensor expected = moved(gradients.get(1).get(i), gradients.get(0).get(i), weight);
      float[] values = new float[expected.data().limit()];
      gradients.get(2).get(i).data().get(0, values);
      float[] sum = new float[values.length];
      expected.data().get(0, sum);
      assertArrayEquals(sum, values, 1e-4f * (float) (1 + weight));
    }
  }

  @Test
  void withoutItsLossesTheDiscriminatorIsNotTrained() throws IOException {
    GpenSettings settings =
        new GpenSettings(CommonSettings.DEFAULT, new Losses(0, 0, 1, 0, 0, 0, 0), 0, 1);
    TrainingState begin = TinyNetworks.begin(TinyNetworks.gpen());
    try (GpenTask task = task(settings)) {
      Map<String, Double> values = task.step(0, 1, List.of(new Batch(CLEAR, DEGRADED)));
      assertFalse(values.containsKey("d"));
      assertFalse(values.containsKey("r1"));
      assertTrue(values.get("smooth_l1") > 0);
      Map<String, StateDict> after = task.state(1, 1).networks();
      for (String name : begin.networks().get("d").names()) {
        assertArrayEquals(
            begin.networks().get("d").get(name).floats(), after.get("d").get(name).floats());
      }
    }
  }

  /** Seven bits of fraction are left, and the error of a sum of many products is smaller. */
  @Test
  void convolutionsInBf16GiveNearlyTheSame() throws IOException {
    Map<Precision, Map<String, Double>> found = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      CommonSettings common =
          new CommonSettings(5, 0.002, 10, 1, 2, 1, 1, 0.9, 0, false, false, false, precision);
      GpenSettings settings = new GpenSettings(common, new Losses(1, 0, 1, 0, 0, 0, 0), 0, 1);
      try (GpenTask task = task(settings)) {
        found.put(precision, task.step(0, 1, List.of(new Batch(CLEAR, DEGRADED))));
      }
    }
    Map<String, Double> exact = found.get(Precision.FP32);
    System.out.println(found);
    assertNotEquals(exact, found.get(Precision.BF16));
    for (String name : List.of("d", "g", "smooth_l1", "r1", "path_length", "d_gradient")) {
      double expected = exact.get(name);
      assertEquals(expected, found.get(Precision.BF16).get(name), 0.05 * expected, name);
    }
  }

  @Test
  void theAverageOfAShortTrainingForgetsItsBeginning() {
    CommonSettings usual =
        new CommonSettings(
            1, 0.002, 10, 16, 2, 4, 2, 0.99, 0.05, false, false, false, Precision.FP32);
    assertEquals(0.5, Math.pow(usual.averageDecay(100), 5), 1e-9);
    assertEquals(0.99, usual.averageDecay(10_000), 1e-9);
    assertEquals(0.5, Math.pow(CommonSettings.DEFAULT.averageDecay(1), 10_000 / 32.0), 1e-9);
  }

  @Test
  void theDecoderCanLearnMoreSlowly() throws IOException {
    Map<String, float[]> changes = new LinkedHashMap<>();
    for (double rate : new double[] {1, 0.1}) {
      GpenSettings settings = new GpenSettings(PLAIN, new Losses(1, 0, 1, 0, 0, 0, 0), 0, rate);
      try (GpenTask task = task(settings)) {
        Map<String, Double> values = task.step(0, 1, List.of(new Batch(CLEAR, DEGRADED)));
        assertEquals(
            List.of("d", "real_score", "fake_score", "d_gradient", "g", "adversarial"),
            List.copyOf(values.keySet()).subList(0, 6));
        StateDict after = task.state(1, 1).networks().get("g");
        for (String name : List.of("ecd1.0.1.weight", "generator.convs.1.conv.weight")) {
          changes.put(rate + name, after.get(name).floats());
        }
      }
    }
    for (String name : List.of("ecd1.0.1.weight", "generator.convs.1.conv.weight")) {
      float[] before = TinyNetworks.gpen().get(name).floats();
      double whole = distance(before, changes.get(1.0 + name));
      double slow = distance(before, changes.get(0.1 + name));
      assertEquals(name.startsWith("generator") ? 0.1 : 1, slow / whole, 1e-3, name);
    }
  }

  private static double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(squares);
  }

  @Test
  void eyesAndMouthCountMore() {
    float[] even = FacePlaces.weights(64, 0);
    float[] detailed = FacePlaces.weights(64, 4);
    double sum = 0;
    for (int i = 0; i < even.length; i++) {
      assertEquals(1, even[i], 1e-6);
      sum += detailed[i];
    }
    assertEquals(1, sum / even.length, 1e-4);
    // Template at 64 pixels: eyes at (25.3, 30.4) and (38.7, 30.3), mouth from 26.5 to 37.6 at
    // 45.8.
    float forehead = detailed[8 * 64 + 32];
    for (int[] place : new int[][] {{25, 30}, {39, 30}, {26, 46}, {32, 46}, {38, 46}}) {
      assertEquals(5, detailed[place[1] * 64 + place[0]] / forehead, 0.4);
    }
  }
}
