package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.gpen.DeterministicWeights;
import io.gpen.Shared;
import io.gpen.checkpoint.StateDict;
import io.gpen.engine.Network;
import io.gpen.engine.Tensor;
import io.gpen.engine.TrainableNetwork;
import io.gpen.image.OpenCv;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.TrainingArchive;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/** Losses, gradients and whole steps of GPEN's training are the reference's. */
class GpenParityTest {

  private static final String FOLDER = "vectors/training/";

  private static final JsonObject MANIFEST = Shared.json(FOLDER + "manifest.json");
  private static final JsonObject VALUES = MANIFEST.getAsJsonObject("values");
  private static final JsonObject TOLERANCE = MANIFEST.getAsJsonObject("tolerance");

  /** The vectors leave the identity loss out. */
  private static final TrainingArchive.Losses PIXELS =
      new TrainingArchive.Losses(1, 0, 1, 0, 0, 0, 0);

  private static final TrainingArchive.Losses ADVERSARIAL =
      new TrainingArchive.Losses(1, 0, 0, 0, 0, 0, 0);

  /** Path length with the whole batch. */
  private static final CommonSettings SETTINGS =
      new CommonSettings(
          1,
          0.002,
          10,
          16,
          2,
          4,
          1,
          Math.pow(0.5, 32 / 10_000.0),
          0,
          false,
          false,
          false,
          Precision.FP32);

  private static final Tensor REAL = pictures("../inputs/face-64.png", "real-1.png");
  private static final Tensor DEGRADED = pictures("degraded-0.png", "degraded-1.png");

  @TempDir Path folder;

  private static Tensor pictures(String... names) {
    OpenCv.load();
    FloatBuffer values = FloatBuffer.allocate(names.length * 3 * 64 * 64);
    for (String name : names) {
      Path file = Shared.file(Path.of(FOLDER, name).normalize().toString());
      Mat picture = Imgcodecs.imread(file.toString(), Imgcodecs.IMREAD_COLOR);
      byte[] bgr = new byte[3 * 64 * 64];
      picture.get(0, 0, bgr);
      picture.release();
      for (int channel = 2; channel >= 0; channel--) {
        for (int i = 0; i < 64 * 64; i++) {
          values.put(((bgr[3 * i + channel] & 255) / 255f - 0.5f) / 0.5f);
        }
      }
    }
    return new Tensor(values.flip(), names.length, 3, 64, 64);
  }

  private static Tensor pathNoise() {
    float[] noise = DeterministicWeights.uniform(33, "path:noise", 2 * 3 * 64 * 64);
    for (int i = 0; i < noise.length; i++) {
      noise[i] *= 1.7320508f;
    }
    return new Tensor(FloatBuffer.wrap(noise), 2, 3, 64, 64);
  }

  private AdversarialTask.Loaded load(TrainingArchive.Losses losses) throws IOException {
    TrainingState state = TinyNetworks.begin(TinyNetworks.gpen());
    return AdversarialTask.Loaded.of(
        TinyNetworks.ENGINE,
        file ->
            TrainingArchive.gpen(
                file,
                state.networks(),
                SETTINGS.options(),
                losses,
                size -> FacePlaces.weights(size, 0),
                1));
  }

  private static void assertRelative(String name, double expected, double actual, double most) {
    double difference = Math.abs(actual - expected) / Math.abs(expected);
    System.out.printf(
        "%s: %.9g, relative difference %.2g (at most %.0g)%n", name, actual, difference, most);
    assertTrue(difference <= most, name + ": " + actual + " instead of " + expected);
  }

  private static void assertScalar(String name, double expected, Tensor actual) {
    double most = TOLERANCE.get("scalarsRelative").getAsDouble();
    assertRelative(name, expected, actual.data().get(0), most);
  }

  /** Norm of each parameter's gradient and its product with a direction, over the total norm. */
  private static void assertGradients(String name, List<String> names, List<Tensor> gradients) {
    double total = MANIFEST.getAsJsonObject("totalGradientNorm").get(name + "Grad").getAsDouble();
    double most = TOLERANCE.get("gradientNormOrDotOverTotal").getAsDouble();
    JsonObject expected = Shared.json(FOLDER + name + "Grad.json");
    assertEquals(expected.keySet(), Set.copyOf(names));
    assertEquals(names.size(), gradients.size());
    double largest = 0;
    for (int i = 0; i < names.size(); i++) {
      FloatBuffer values = gradients.get(i).data();
      float[] direction =
          DeterministicWeights.uniform(34, "direction:" + names.get(i), values.limit());
      double squares = 0;
      double dot = 0;
      for (int j = 0; j < direction.length; j++) {
        squares += (double) values.get(j) * values.get(j);
        dot += (double) values.get(j) * direction[j];
      }
      JsonElement gradient = expected.get(names.get(i));
      double norm = gradient.isJsonNull() ? 0 : number(gradient, "norm");
      double product = gradient.isJsonNull() ? 0 : number(gradient, "dot");
      double off = Math.max(Math.abs(Math.sqrt(squares) - norm), Math.abs(dot - product)) / total;
      assertTrue(off <= most, name + " " + names.get(i) + " is off by " + off);
      largest = Math.max(largest, off);
    }
    System.out.printf("%s gradients: off by %.2g at most (%.0g allowed)%n", name, largest, most);
  }

  private static double number(JsonElement object, String name) {
    return object.getAsJsonObject().get(name).getAsDouble();
  }

  private static Tensor one() {
    return AdversarialTask.number(1);
  }

  @Test
  void lossesOfTheDiscriminatorAndTheirGradients() throws IOException {
    AdversarialTask.Loaded loaded = load(PIXELS);
    try (TrainableNetwork network = loaded.network()) {
      List<String> names = loaded.archive().discriminator();
      List<Tensor> weights = network.call("d_parameters", List.of());
      Tensor loss = network.call("d_gradients", List.of(one(), REAL, DEGRADED)).get(0);
      assertScalar("dLoss", number(VALUES, "dLoss"), loss);
      assertGradients("dLoss", names, network.call("d_gradients_added", List.of()));
      network.call("set_d", weights);
      Tensor r1 = network.call("r1_gradients", List.of(one(), REAL)).get(0);
      assertScalar("r1", number(VALUES, "r1"), r1);
      assertGradients("r1", names, network.call("d_gradients_added", List.of()));
    }
  }

  @Test
  void lossesOfTheGeneratorAndTheirGradients() throws IOException {
    List<TrainingArchive.Losses> all = List.of(ADVERSARIAL, PIXELS);
    List<String> keys = List.of("gAdversarial", "gLossWithSmoothL1");
    for (int i = 0; i < keys.size(); i++) {
      AdversarialTask.Loaded loaded = load(all.get(i));
      try (TrainableNetwork network = loaded.network()) {
        Tensor loss = network.call("g_gradients", List.of(one(), DEGRADED, REAL)).get(0);
        assertScalar(keys.get(i), number(VALUES, keys.get(i)), loss);
        List<Tensor> gradients = network.call("g_gradients_added", List.of());
        assertGradients(keys.get(i), loaded.archive().generator(), gradients);
      }
    }
  }

  @Test
  void pathLengthAndItsGradients() throws IOException {
    AdversarialTask.Loaded loaded = load(PIXELS);
    try (TrainableNetwork network = loaded.network()) {
      List<Tensor> weights = network.call("g_parameters", List.of());
      for (String mean : List.of("0", "0.05")) {
        String name = "pathMean" + mean;
        JsonObject expected = VALUES.getAsJsonObject(name);
        Tensor before = AdversarialTask.number(Double.parseDouble(mean));
        List<Tensor> found =
            network.call("path_gradients", List.of(one(), before, DEGRADED, pathNoise()));
        assertScalar(name, number(expected, "penalty"), found.get(0));
        assertScalar(name + " new mean", number(expected, "newMean"), found.get(1));
        for (int i = 0; i < 2; i++) {
          double length = expected.getAsJsonArray("lengths").get(i).getAsDouble();
          double most = TOLERANCE.get("scalarsRelative").getAsDouble();
          assertRelative(name + " length", length, found.get(2).data().get(i), most);
        }
        List<Tensor> gradients = network.call("g_gradients_added", List.of());
        assertGradients(name, loaded.archive().generator(), gradients);
        network.call("set_g", weights);
      }
    }
  }

  /** Gives the noise of the vectors to the path length. */
  private record WithPathNoise(TrainableNetwork network) implements TrainableNetwork {

    @Override
    public List<Tensor> call(String method, List<Tensor> arguments) {
      List<Tensor> given = new ArrayList<>(arguments);
      if (method.equals("path_gradients")) {
        given.add(pathNoise());
      }
      return network.call(method, given);
    }

    @Override
    public void seed(long seed) {
      network.seed(seed);
    }

    @Override
    public void close() {
      network.close();
    }
  }

  private void assertOutput(String name, String file, StateDict weights) throws IOException {
    Path archive = folder.resolve(name + ".pt");
    Converter.convert(weights, Form.TRAINABLE, archive);
    int[] positions = Shared.ints(FOLDER + file + ".positions.bin");
    float[] values = Shared.floats(FOLDER + file + ".values.bin");
    double largest = 0;
    try (Network network = TinyNetworks.ENGINE.load(archive)) {
      FloatBuffer output = network.run(DEGRADED).get(0).data();
      for (int i = 0; i < values.length; i++) {
        largest = Math.max(largest, Math.abs(values[i] - output.get(positions[i])));
      }
    }
    double most = TOLERANCE.get(name + "MaxAbs").getAsDouble();
    System.out.printf("%s: largest difference %.2g (at most %.0g)%n", name, largest, most);
    assertTrue(largest <= most, name + " differs by " + largest);
  }

  @Test
  void sixStepsAreTheReferences() throws IOException {
    AdversarialTask.Loaded loaded = load(PIXELS);
    TrainingState begin = TinyNetworks.begin(TinyNetworks.gpen());
    List<String> names = List.of("g", "adversarial", "adversarial_weight", "smooth_l1");
    try (GpenTask task =
        new GpenTask(
            new AdversarialTask.Loaded(new WithPathNoise(loaded.network()), loaded.archive()),
            SETTINGS,
            begin,
            names,
            true)) {
      int step = 0;
      for (JsonElement expected : MANIFEST.getAsJsonObject("iterations").getAsJsonArray("losses")) {
        Map<String, Double> found = task.step(step, 1, List.of(new Batch(REAL, DEGRADED)));
        double most =
            TOLERANCE
                .get(step < 3 ? "lossesIterations0to2Relative" : "lossesIterations3to5Relative")
                .getAsDouble();
        Set<String> regularised = expected.getAsJsonObject().keySet();
        assertEquals(regularised.contains("r1"), found.containsKey("r1"));
        assertEquals(regularised.contains("path"), found.containsKey("path"));
        for (String name : regularised) {
          String ours = name.equals("meanPathLength") ? "path_length" : name;
          assertRelative(step + " " + name, number(expected, name), found.get(ours), most);
        }
        step++;
        if (step == 1 || step == 3) {
          StateDict weights = task.state(step, 1).networks().get("g");
          assertOutput("generatorAfter" + step, "after" + step + ".generator", weights);
        }
      }
      assertOutput("emaAfter6", "after6.ema", task.state(step, 1).networks().get("g_ema"));
    }
  }

  @Test
  void theWeightsAreThoseOfTheVectors() {
    for (String network : List.of("generator", "discriminator")) {
      StateDict weights =
          network.equals("generator") ? TinyNetworks.gpen() : TinyNetworks.discriminator();
      String expected =
          MANIFEST.getAsJsonObject(network).getAsJsonObject("weights").get("sha256").getAsString();
      assertEquals(expected, DeterministicWeights.sha256(weights));
    }
  }
}
