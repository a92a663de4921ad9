package io.gpen.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gpen.DeterministicWeights;
import io.gpen.torchscript.Converter;
import io.gpen.torchscript.Form;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks run on plain arrays, and what does not work says what to do. */
class EngineTest {

  private static final Engine ENGINE = Engine.start(new EngineOptions(DeviceChoice.CPU, 2));

  @TempDir static Path folder;

  private static Path generator;

  @BeforeAll
  static void convert() throws IOException {
    generator = folder.resolve("g64.pt");
    Converter.convert(
        DeterministicWeights.of(
            "vectors/gpen/g64-m1-n0.25.keys.tsv", DeterministicWeights.Family.GPEN, 1),
        Form.INFERENCE,
        generator);
  }

  private static Tensor picture(int batch, float value) {
    float[] values = new float[batch * 3 * 64 * 64];
    Arrays.fill(values, value);
    return new Tensor(FloatBuffer.wrap(values), batch, 3, 64, 64);
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[tensor.data().limit()];
    tensor.data().get(0, values);
    return values;
  }

  @Test
  void outputsOutliveTheNextCallAndTheNetwork() {
    Tensor first;
    float[] kept;
    try (Network network = ENGINE.load(generator)) {
      first = network.run(picture(1, 0.5f)).get(0);
      kept = values(first);
      network.run(picture(2, -0.5f));
    }
    assertArrayEquals(kept, values(first));
  }

  @Test
  void inputIsNotChangedAndMayBeDirectOrHeap() {
    Tensor heap = picture(1, 0.25f);
    FloatBuffer direct =
        ByteBuffer.allocateDirect(heap.data().limit() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    direct.put(values(heap));
    direct.position(17);
    try (Network network = ENGINE.load(generator)) {
      float[] fromHeap = values(network.run(heap).get(0));
      float[] fromDirect = values(network.run(new Tensor(direct, 1, 3, 64, 64)).get(0));
      assertArrayEquals(fromHeap, fromDirect, 1e-5f);
    }
    assertArrayEquals(values(picture(1, 0.25f)), values(heap));
    assertEquals(17, direct.position());
  }

  @Test
  void networkCarriesItsDescription() {
    try (Network network = ENGINE.load(generator)) {
      assertTrue(network.description().contains("\"size\":64"), network.description());
    }
  }

  @Test
  void inputOfAWrongShapeIsNamedAndTheNetworkGoesOn() {
    try (Network network = ENGINE.load(generator)) {
      Tensor grey = new Tensor(FloatBuffer.allocate(64 * 64), 1, 1, 64, 64);
      EngineException refusal = assertThrows(EngineException.class, () -> network.run(grey));
      assertTrue(refusal.getMessage().contains("[1, 1, 64, 64]"), refusal.getMessage());
      assertEquals(1, network.run(picture(1, 0)).size());
    }
  }

  @Test
  void unknownMethodIsRefused() {
    try (Network network = ENGINE.load(generator)) {
      assertThrows(EngineException.class, () -> network.run("latent", picture(1, 0)));
    }
  }

  @Test
  void missingArchiveIsNamed() {
    Path missing = folder.resolve("missing.pt");
    EngineException refusal = assertThrows(EngineException.class, () -> ENGINE.load(missing));
    assertTrue(refusal.getMessage().contains(missing.toString()), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 100_000})
  void cutArchiveIsNamed(int length) throws IOException {
    Path cut = folder.resolve("cut.pt");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(generator), length));
    EngineException refusal = assertThrows(EngineException.class, () -> ENGINE.load(cut));
    assertTrue(refusal.getMessage().contains(cut.toString()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("convert the checkpoint again"));
  }

  @Test
  void infoSaysWhatIsInForce() {
    EngineInfo info = ENGINE.info();
    assertEquals("cpu", info.device());
    assertEquals(2, info.threads());
    assertEquals(1, info.interopThreads());
    assertTrue(info.libtorchVersion().startsWith("2."), info.libtorchVersion());
    assertTrue(Files.isDirectory(info.libraryFolder()));
    assertFalse(info.djlVersion().isEmpty());
  }

  @Test
  void cudaThatIsAskedForAndAbsentIsAnError() {
    assumeFalse(ENGINE.info().cudaAvailable());
    EngineOptions options = new EngineOptions(DeviceChoice.parse("cuda:1"), 0);
    String message = assertThrows(EngineException.class, () -> Engine.start(options)).getMessage();
    assertTrue(message.contains("cuda:1") && message.contains("PYTORCH_LIBRARY_PATH"), message);
  }

  @Test
  void autoFallsBackToTheCpuAndSaysWhy() {
    assumeFalse(ENGINE.info().cudaAvailable());
    try (Engine engine = Engine.start(new EngineOptions(DeviceChoice.AUTO, 2))) {
      assertEquals("cpu", engine.info().device());
      assertTrue(engine.info().deviceReason().contains("CUDA"));
    }
  }

  @Test
  void devicesAreParsed() {
    assertEquals(DeviceChoice.AUTO, DeviceChoice.parse("auto"));
    assertEquals(DeviceChoice.CPU, DeviceChoice.parse("cpu"));
    assertEquals(new DeviceChoice(DeviceChoice.Kind.CUDA, 0), DeviceChoice.parse("cuda"));
    assertEquals("cuda:3", DeviceChoice.parse("cuda:3").toString());
    for (String wrong : new String[] {"gpu", "cuda:", "cuda:x", "CPU ", ""}) {
      assertThrows(IllegalArgumentException.class, () -> DeviceChoice.parse(wrong));
    }
  }

  /** More helpers than cores would all sleep before every operator. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void callersShareOneTeamOfThreads() throws Exception {
    try (Engine engine = Engine.start(new EngineOptions(DeviceChoice.CPU, 2));
        Network network = engine.load(generator)) {
      network.run(picture(4, 0));
      long before = threadsNamed("gpen-engine");
      CountDownLatch end = new CountDownLatch(1);
      CountDownLatch ran = new CountDownLatch(2);
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Thread caller = new Thread(() -> runAndWait(network, ran, end), "gpen-caller");
        caller.start();
        callers.add(caller);
      }
      ran.await();
      // A helper goes by the name of the thread that it helps.
      assertEquals(2, threadsNamed("gpen-caller"));
      assertEquals(before, threadsNamed("gpen-engine"));
      end.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
    }
  }

  private static void runAndWait(Network network, CountDownLatch ran, CountDownLatch end) {
    try {
      synchronized (network) {
        network.run(picture(4, 0));
      }
      ran.countDown();
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long threadsNamed(String name) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        try {
          count += Files.readString(task.resolve("comm")).strip().equals(name) ? 1 : 0;
        } catch (IOException e) {
          // It has ended meanwhile.
        }
      }
    }
    return count;
  }
}
