package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.checkpoint.CheckpointWriter;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.image.OpenCv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;

class TrainCommandTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  @BeforeEach
  void writePictures() throws IOException {
    OpenCv.load();
    Path in = Files.createDirectories(folder.resolve("in").resolve("deep"));
    for (int i = 0; i < 6; i++) {
      Mat picture = new Mat(40, 40, CvType.CV_8UC3, new Scalar(40 * i, 90, 200 - 30 * i));
      MatOfByte png = new MatOfByte();
      Imgcodecs.imencode(".png", picture, png);
      Files.write(in.resolve(i + ".png"), png.toArray());
      picture.release();
      png.release();
    }
  }

  private int train(String kind, String output, String... more) {
    return gpen.run(arguments(kind, output, more).toArray(String[]::new));
  }

  private List<String> arguments(String kind, String output, String... more) {
    List<String> words = new ArrayList<>(List.of("train", kind));
    words.addAll(List.of("-i", folder.resolve("in").toString()));
    words.addAll(List.of("-o", folder.resolve(output).toString()));
    words.addAll(List.of("--batch", "2", "--interval", "4", "--log-every", "1"));
    words.addAll(List.of(more));
    return words;
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  /** {@return the log without what depends on the clock} */
  private List<String> losses(String output) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(output).resolve("log.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    return lines.stream()
        .map(
            line -> {
              List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
              cells.set(header.indexOf("pictures_per_second"), "");
              cells.set(header.indexOf("waiting"), "");
              return String.join(",", cells);
            })
        .toList();
  }

  /** Starts the program in a process of its own and kills it after some steps. */
  private void killTraining(String output, String... options) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    words.add(Gpen.class.getName());
    words.addAll(arguments("stylegan2", output, options));
    ProcessBuilder program = new ProcessBuilder(words).redirectErrorStream(true);
    program.redirectOutput(folder.resolve("killed.txt").toFile());
    program.environment().put(Relaunch.OFF, "1");
    Process process = program.start();
    Path log = folder.resolve(output).resolve("log.csv");
    while (!Files.exists(log) || Files.readAllLines(log).size() < 5) {
      assertFalse(
          process.waitFor(5, TimeUnit.MILLISECONDS),
          () -> "ended by itself; see " + folder.resolve("killed.txt"));
    }
    process.destroyForcibly().waitFor();
  }

  @Test
  void aKilledStyleGan2GoesOnAsIfNothingHadHappened() throws Exception {
    String[] options = {"--size", "32", "--narrow", "0.03", "--threads", "1"};
    killTraining("parts", options);
    int made = Files.readAllLines(folder.resolve("parts").resolve("log.csv")).size() - 1;
    String[] more = with(options, "--steps", Integer.toString(made + 3));
    assertEquals(0, train("stylegan2", "parts", more), gpen.err());
    assertTrue(gpen.err().contains("continuing after "), gpen.err());
    assertEquals(0, train("stylegan2", "whole", more), gpen.err());
    assertEquals(losses("whole"), losses("parts"));
    assertTrue(
        Files.readString(folder.resolve("parts").resolve("settings.properties"))
            .contains("channels=[16, 16, 16, 16]\n"));
    int code = train("stylegan2", "parts", with(options, "--rate", "0.1"));
    assertEquals(ExitCode.USAGE.number(), code);
    assertTrue(gpen.err().contains("rate was 0.002 and is now 0.1"), gpen.err());
  }

  /** Pictures to measure with that lie inside the input are not trained with. */
  @Test
  void gpenIsTrainedFromNothingAndThenFurther() throws IOException {
    Path validation = Files.createDirectories(folder.resolve("in").resolve("validation"));
    Files.copy(folder.resolve("in").resolve("deep").resolve("0.png"), validation.resolve("v.png"));
    String measured = validation.toString();
    String[] options = {"--size", "64", "--narrow", "0.0625", "--validation", measured};
    assertEquals(0, train("gpen", "new", with(options, "--steps", "1")), gpen.err());
    String settings = Files.readString(folder.resolve("new").resolve("settings.properties"));
    assertTrue(settings.contains("pictures=6 ("), settings);
    assertTrue(settings.contains("validation=1 ("), settings);
    Path last = folder.resolve("new").resolve("last.pth");
    assertTrue(losses("new").get(0).startsWith("step,psnr,ssim,"));
    assertTrue(Files.exists(folder.resolve("new").resolve("best.pth")));
    assertEquals(
        2,
        train("gpen", "further", "--from", last.toString(), "--size", "256", "--hold-out", "0.4"));
    assertTrue(gpen.err().contains("choose --size 64 or, to let it grow, 128"), gpen.err());
    String from = last.toString();
    gpen.columns = 100;
    assertEquals(
        0,
        train("gpen", "further", "--from", from, "--hold-out", "0.4", "--steps", "1"),
        gpen.err());
    assertTrue(
        Files.readString(folder.resolve("further").resolve("settings.properties"))
            .contains("size=64\n"));
    assertTrue(gpen.err().contains("step 1: d "), gpen.err());
  }

  @Test
  void refusesOptionsOfGpenThatContradictEachOther() {
    assertEquals(2, train("gpen", "out", "--from", "x.pth", "--narrow", "0.5"));
    assertTrue(gpen.err().contains("--narrow has no effect with --from"), gpen.err());
    assertEquals(2, train("gpen", "out", "--validation", "in", "--hold-out", "0.5"));
    assertEquals(2, train("gpen", "out", "--identity-weight", "2"));
    assertEquals(2, train("gpen", "out", "--perceptual-weight", "2"));
    assertEquals(2, train("gpen", "out", "--adversarial", "2", "--adversarial-ratio", "0.5"));
    assertEquals(2, train("gpen", "out", "--adversarial", "0", "--r1", "5"));
    assertTrue(gpen.err().contains("--r1 has no effect without a discriminator"), gpen.err());
    assertEquals(2, train("gpen", "out", "--adversarial", "0", "--smooth-l1", "0"));
    assertTrue(gpen.err().contains("all losses have the weight 0"), gpen.err());
    assertEquals(2, train("gpen", "out", "--best-by", "identity"));
    assertTrue(gpen.err().contains("--best-by identity needs --identity"), gpen.err());
    assertEquals(2, train("gpen", "out", "--hold-out", "1"));
    assertTrue(gpen.err().contains("--hold-out leaves no picture"), gpen.err());
    assertEquals(2, train("gpen", "out", "--size", "32"));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void refusesToMeasureWithWhatIsTrainedWith() {
    assertEquals(2, train("gpen", "out", "--validation", folder.resolve("in").toString()));
    assertTrue(gpen.err().contains("0.png is in --validation and in --input"), gpen.err());
    assertEquals(2, train("gpen", "out", "--validation", folder.toString()));
    assertTrue(gpen.err().contains("0.png is in --validation and in --input"), gpen.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** Its own samples would be trained with the next time. */
  @Test
  void refusesToWriteIntoTheInput() throws IOException {
    assertEquals(2, train("stylegan2", "in", "--size", "32", "--narrow", "0.03", "--steps", "1"));
    assertTrue(gpen.err().contains("is the input; choose another folder"), gpen.err());
    try (Stream<Path> files = Files.list(folder.resolve("in"))) {
      assertEquals(List.of(folder.resolve("in").resolve("deep")), files.toList());
    }
  }

  @Test
  void refusesToBeginWithAnotherKindOfNetwork() throws IOException {
    Path file = folder.resolve("w.pth");
    CheckpointWriter.writePth(
        file,
        Map.of("g_ema", new StateDict(Map.of("a", TensorSource.of(new float[1], 1)))),
        Map.of());
    assertEquals(3, train("gpen", "out", "--from", file.toString(), "--hold-out", "0.4"));
    assertTrue(
        gpen.err().contains(file + " cannot be trained further: not a StyleGAN2"), gpen.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void refusesToJudgeWithAnotherKindOfNetwork() throws IOException {
    Path other = folder.resolve("judge.safetensors");
    Files.copy(Path.of("model_zoo/retinaface-mobilenet-0.25.safetensors"), other);
    assertEquals(2, train("gpen", "out", "--size", "64", "--perceptual", other.toString()));
    assertTrue(gpen.err().contains(other + " holds the weights of the network"), gpen.err());
    assertTrue(gpen.err().contains("a SqueezeNet 1.1 are needed"), gpen.err());
  }

  @Test
  void aRateAndAFactorOfChannelsAreAboveZero() {
    for (String option : List.of("--rate", "--narrow")) {
      assertEquals(2, train("stylegan2", "out", option, "0"));
      assertTrue(gpen.err().contains("must be a number above 0"), gpen.err());
    }
  }

  @Test
  void aSeedIsAWholeNumber() {
    assertEquals(2, train("stylegan2", "out", "--seed", "x"));
    assertTrue(gpen.err().contains("must be a whole number, not 'x'"), gpen.err());
  }

  @Test
  void anOutputThatIsAFileIsNamedWithTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertEquals(5, train("stylegan2", "file", "--size", "32", "--narrow", "0.03"));
    assertTrue(
        gpen.err().contains("gpen: " + file + ": there is a file where a folder is needed"),
        gpen.err());
    assertEquals("text", Files.readString(file));
  }

  @Test
  void refusesWhatIsNoSizeOrTime() {
    assertEquals(2, train("stylegan2", "out", "--size", "100"));
    assertTrue(gpen.err().contains("must be 32, 64, 128"), gpen.err());
    assertEquals(2, train("stylegan2", "out", "--interval", "soon"));
    assertEquals(2, train("stylegan2", "out", "--augment", "blur"));
    assertEquals(2, gpen.run("train"));
    assertTrue(gpen.err().contains("missing command: stylegan2 or gpen"), gpen.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
