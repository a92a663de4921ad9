package io.gpen.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.CheckpointReader;
import io.gpen.checkpoint.StateDict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {

  private static final BooleanSupplier ON = () -> false;

  @TempDir private Path folder;

  private final List<String> messages = new ArrayList<>();

  private final TrainingListener listener =
      new TrainingListener() {
        @Override
        public void logged(Progress progress) {}

        @Override
        public void intervalOver(Progress progress) {}

        @Override
        public void message(String text) {
          messages.add(text);
        }

        @Override
        public void warning(String text) {
          messages.add(text);
        }
      };

  private static Inspection.Findings nothing(TrainingTask task) {
    return new Inspection.Findings(Map.of(), new byte[0]);
  }

  private static TrainingPlan plan(long steps) {
    return new TrainingPlan(
        OptionalLong.of(steps),
        Optional.empty(),
        new TrainingPlan.Interval(OptionalLong.of(10), Optional.empty()),
        1,
        Optional.empty());
  }

  private TrainingEnd train(Path output, TrainingTask task, TrainingPlan plan, BooleanSupplier stop)
      throws IOException {
    return train(
        folder.resolve("in"), output, task, plan, TrainingLoopTest::nothing, listener, stop);
  }

  private static TrainingEnd train(
      Path input,
      Path output,
      TrainingTask task,
      TrainingPlan plan,
      Inspection inspection,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    PictureFolder pictures =
        new PictureFolder(TestPictures.write(input, 5, 8, 8), 8, 64, listener::warning);
    try (BatchSource source =
            new BatchSource(pictures, new BatchSource.Options(2, 2, 3, true, Optional.empty()), 1);
        TrainingFolder kept =
            TrainingFolder.open(output, new TreeMap<>(Map.of("batch", "2", "seed", "3")))) {
      return new TrainingLoop(task, source, kept, inspection, plan, listener).run(stop);
    }
  }

  /** {@return the lines of the log without what depends on the clock} */
  private static List<String> losses(Path output) throws IOException {
    return Files.readAllLines(output.resolve("log.csv")).stream()
        .map(line -> String.join(",", List.of(line.split(",")).subList(0, 3)))
        .toList();
  }

  @Test
  void writesLogSamplesCurvesAndState() throws IOException {
    Path output = folder.resolve("out");
    assertEquals(TrainingEnd.DONE, train(output, new FakeTask(), plan(25), ON));
    List<String> lines = Files.readAllLines(output.resolve("log.csv"));
    assertEquals("step,loss,weight,pictures_per_second,waiting,rate_factor", lines.get(0));
    assertEquals(26, lines.size());
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(
          List.of(
              ".gpen-train-lock",
              "curves.png",
              "last.pth",
              "log.csv",
              "samples-0.png",
              "samples-10.png",
              "samples-20.png",
              "samples-25.png",
              "settings.properties"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    try (StateDict weights = CheckpointReader.open(output.resolve("last.pth"))) {
      // What restore takes: the averaged weights.
      FakeTask task = new FakeTask();
      train(folder.resolve("other"), task, plan(25), ON);
      assertEquals(
          task.state(25, 1).networks().get("g_ema").get("conv1.weight").floats()[0],
          weights.get("conv1.weight").floats()[0]);
    }
  }

  @Test
  void anInterruptedTrainingGoesOnAsIfNothingHadHappened() throws IOException {
    Path whole = folder.resolve("whole");
    train(whole, new FakeTask(), plan(60), ON);
    Path parts = folder.resolve("parts");
    AtomicInteger asked = new AtomicInteger();
    assertEquals(
        TrainingEnd.INTERRUPTED,
        train(parts, new FakeTask(), plan(60), () -> asked.incrementAndGet() > 17));
    assertEquals(TrainingEnd.DONE, train(parts, new FakeTask(), plan(60), ON));
    assertEquals(List.of("continuing after 17 steps"), messages);
    assertEquals(losses(whole), losses(parts));
  }

  /** The program of {@link #aKilledTrainingGoesOnAsIfNothingHadHappened}. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      TrainingLoopTest test = new TrainingLoopTest();
      train(
          folder.resolve("in"),
          folder.resolve("out"),
          new FakeTask(),
          plan(Long.parseLong(arguments[1])),
          TrainingLoopTest::nothing,
          test.listener,
          ON);
    }
  }

  private static Process start(Path folder, long steps) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            folder.toString(),
            Long.toString(steps))
        .inheritIO()
        .start();
  }

  @Test
  void aKilledTrainingGoesOnAsIfNothingHadHappened() throws Exception {
    Path log = folder.resolve("out").resolve("log.csv");
    Process killed = start(folder, 1_000_000);
    while (!Files.exists(log) || Files.readAllLines(log).size() < 40) {
      assertFalse(killed.waitFor(5, TimeUnit.MILLISECONDS), "ended by itself");
    }
    killed.destroyForcibly().waitFor();
    int made = Files.readAllLines(log).size() - 1;
    long steps = made + 50L;
    train(folder.resolve("out"), new FakeTask(), plan(steps), ON);
    assertEquals(1, messages.size(), messages::toString);
    train(folder.resolve("whole"), new FakeTask(), plan(steps), ON);
    assertEquals(losses(folder.resolve("whole")), losses(folder.resolve("out")));
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
    }
  }

  @Test
  void valuesThatAreNotFiniteHalveTheRates() throws IOException {
    Path output = folder.resolve("out");
    assertEquals(TrainingEnd.DONE, train(output, new FakeTask(15, 0.3), plan(30), ON));
    assertEquals(
        List.of(
            "loss is not finite after 15 steps: back to the state after 10, with the learning"
                + " rates halved to 0.5 of what they were",
            "loss is not finite after 15 steps: back to the state after 10, with the learning"
                + " rates halved to 0.25 of what they were"),
        messages);
    List<String> lines = Files.readAllLines(output.resolve("log.csv"));
    assertEquals(31, lines.size());
    assertTrue(lines.get(10).endsWith(",1"));
    assertTrue(lines.get(11).endsWith(",0.250000000"));
  }

  @Test
  void afterThreeTimesTheTrainingEnds() throws IOException {
    Path output = folder.resolve("out");
    assertEquals(TrainingEnd.DIVERGED, train(output, new FakeTask(15, 0), plan(30), ON));
    assertEquals(4, messages.size());
    // Running the command again does not begin at full rates.
    assertEquals(TrainingEnd.DIVERGED, train(output, new FakeTask(15, 0), plan(30), ON));
    assertEquals(6, messages.size());
  }

  @Test
  void otherSettingsAreRefusedByName() throws IOException {
    Path output = folder.resolve("out");
    train(output, new FakeTask(), plan(5), ON);
    TrainingUsageException refused =
        assertThrows(
            TrainingUsageException.class,
            () ->
                TrainingFolder.open(
                    output, new TreeMap<>(Map.of("batch", "2", "seed", "4", "size", "8"))));
    assertEquals(
        output
            + " holds a training with other settings: seed was 3 and is now 4, size was none and"
            + " is now 8; give the same ones to continue it, or choose another output folder",
        refused.getMessage());
  }

  @Test
  void whatIsDamagedInTheFolderIsNamed() throws IOException {
    Path output = folder.resolve("out");
    train(output, new FakeTask(), plan(5), ON);
    Path settings = output.resolve("settings.properties");
    Path last = output.resolve("last.pth");
    Path log = output.resolve("log.csv");
    byte[] state = Files.readAllBytes(last);
    String kept = Files.readString(settings);
    Files.writeString(settings, kept + "size=\\u00zz\n");
    assertFails(output, settings + " is damaged (Malformed");
    Files.write(settings, new byte[] {'a', (byte) 0xff, '\n'});
    assertFails(output, settings + " is not UTF-8");
    Files.delete(settings);
    Files.createDirectory(settings);
    assertFails(output, settings + ": ");
    Files.delete(settings);
    Files.writeString(settings, kept);
    Files.write(last, Arrays.copyOf(state, state.length / 2));
    assertFails(output, "the training in " + output + " cannot go on: " + last + ": ");
    Files.delete(last);
    assertFails(output, "the training in " + output + " cannot go on: " + last + " is missing");
    Files.write(last, state);
    byte[] rows = Files.readAllBytes(log);
    for (String damage : List.of("a\n1\n", "step,a\n,1\n", "step,a\n1,2,\u00e4\n1\n")) {
      Files.write(log, damage.getBytes(StandardCharsets.ISO_8859_1));
      assertFails(output, log + " is not a log of gpen train");
    }
    Files.write(log, rows);
    assertEquals(TrainingEnd.DONE, train(output, new FakeTask(), plan(6), ON));
  }

  private void assertFails(Path output, String message) {
    Exception e = assertThrows(Exception.class, () -> train(output, new FakeTask(), plan(6), ON));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() throws IOException {
    Path output = folder.resolve("out");
    train(output, new FakeTask(), plan(5), ON);
    try (TrainingFolder kept =
        TrainingFolder.open(output, new TreeMap<>(Map.of("batch", "2", "seed", "3")))) {
      CheckpointException e =
          assertThrows(
              CheckpointException.class,
              () -> kept.state(Map.of("conv1.weight", new long[] {99, 99})));
      assertTrue(
          e.getMessage().contains("last.pth is of a training of another network"), e.getMessage());
    }
  }

  /** As after a run that was killed while it wrote its first state. */
  @Test
  void aTrainingWithoutStepsBeginsAgain() throws IOException {
    Path output = folder.resolve("out");
    Inspection inspection = task -> new Inspection.Findings(Map.of("psnr", 1.0), new byte[0]);
    BooleanSupplier off = () -> true;
    train(folder.resolve("in"), output, new FakeTask(), plan(5), inspection, listener, off);
    Files.delete(output.resolve("last.pth"));
    train(folder.resolve("in"), output, new FakeTask(), plan(5), inspection, listener, off);
    assertEquals(2, Files.readAllLines(output.resolve("log.csv")).size());
  }

  @Test
  void filesOfOthersAreNotReplaced() throws IOException {
    for (String name : List.of("last.pth", "best.pth", "log.csv", "curves.png")) {
      Path output = Files.createDirectories(folder.resolve(name + " of another"));
      Files.writeString(output.resolve(name), "to keep");
      assertThrows(
          TrainingUsageException.class, () -> TrainingFolder.open(output, new TreeMap<>()));
      assertEquals("to keep", Files.readString(output.resolve(name)));
    }
  }

  @Test
  void twoTrainingsInOneFolderAreRefused() throws IOException {
    try (TrainingFolder held = TrainingFolder.open(folder, new TreeMap<>())) {
      assertTrue(held.state().isEmpty());
      IOException refused =
          assertThrows(IOException.class, () -> TrainingFolder.open(folder, new TreeMap<>()));
      assertTrue(refused.getMessage().startsWith("another process is training in"));
    }
  }

  @Test
  void endsAfterItsTime() throws IOException {
    TrainingPlan plan =
        new TrainingPlan(
            OptionalLong.empty(),
            Optional.of(Duration.ofMillis(300)),
            new TrainingPlan.Interval(OptionalLong.empty(), Optional.of(Duration.ofMillis(100))),
            1,
            Optional.empty());
    long begin = System.nanoTime();
    assertEquals(TrainingEnd.DONE, train(folder.resolve("out"), new FakeTask(), plan, ON));
    assertTrue(System.nanoTime() - begin >= 300_000_000L);
  }

  @Test
  void keepsTheStateOfTheBestScore() throws IOException {
    List<Double> scores = List.of(1.0, 3.0, 2.0, 3.0);
    for (int smallest = 0; smallest < 2; smallest++) {
      AtomicInteger asked = new AtomicInteger();
      Inspection inspection =
          task ->
              new Inspection.Findings(
                  Map.of("psnr", scores.get(asked.getAndIncrement())), new byte[0]);
      TrainingPlan plan =
          new TrainingPlan(
              OptionalLong.of(30),
              Optional.empty(),
              new TrainingPlan.Interval(OptionalLong.of(10), Optional.empty()),
              5,
              Optional.of(new TrainingPlan.Best("psnr", smallest == 0)));
      Path output = folder.resolve("out" + smallest);
      train(folder.resolve("in"), output, new FakeTask(), plan, inspection, listener, ON);
      try (TrainingState best = TrainingCheckpoint.read(output.resolve("best.pth"))) {
        assertEquals(smallest == 0 ? 10 : 0, best.step());
      }
    }
  }
}
