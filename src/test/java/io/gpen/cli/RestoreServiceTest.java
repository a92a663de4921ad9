package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.gpen.DeterministicWeights;
import io.gpen.DeterministicWeights.Family;
import io.gpen.Shared;
import io.gpen.Shipped;
import io.gpen.checkpoint.CheckpointWriter;
import io.gpen.checkpoint.StateDict;
import io.gpen.torchscript.Precision;
import io.gpen.torchscript.Variant;
import io.gpen.zoo.ConvertedModels;
import io.gpen.zoo.ModelZoo;
import io.gpen.zoo.Zoos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The commands with real, small networks. */
class RestoreServiceTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.gpen");
  private Path zoo;

  @BeforeEach
  void prepare() throws IOException {
    zoo = Files.createDirectories(folder.resolve("zoo"));
    Zoos.catalogue(zoo, Optional.empty());
    Zoos.weights(zoo.resolve("small.pth"), 1);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(log);
  }

  private int restoreCrop(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "restore",
                "--aligned",
                // Random weights give no face that a guard would let pass.
                "--guard",
                "off",
                "--blend",
                "off",
                "-i",
                Shared.file("vectors/inputs/face-64.png").toString(),
                "-o",
                folder.resolve("out").toString(),
                "--model-zoo",
                zoo.toString()));
    arguments.addAll(List.of(more));
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), 0);
    return Gpen.run(
        new CommandContext(
            console, Map.of(), new RestoreService.WithNetworks(), new Interruption()),
        arguments.toArray(String[]::new));
  }

  private List<String> said() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void handPlacedWeightsAreConvertedOnceAndUsed() throws IOException {
    ModelZoo models = new ModelZoo(List.of(zoo));
    for (Precision precision : Precision.values()) {
      Variant variant = Variant.generator(precision);
      ConvertedModels.Ready ready =
          models.converted().get(models.find("small"), Optional.empty(), variant);
      Files.delete(ready.archive());
    }
    assertEquals(0, restoreCrop(), err.toString());
    assertTrue(said().contains("converting small (once only)"), said().toString());
    assertTrue(Files.exists(folder.resolve("out/face-64.png")), err.toString());
    assertTrue(
        said().stream().anyMatch(line -> line.startsWith("small on cpu")), said().toString());
    log.list.clear();
    assertEquals(0, restoreCrop("--alpha", "0.5"), err.toString());
    assertFalse(said().contains("converting small (once only)"), said().toString());
  }

  @Test
  void aLargerModelThatIsThereIsNamedInOneLine() throws IOException {
    Zoos.weights(zoo.resolve("large.pth"), 1);
    assertEquals(0, restoreCrop(), err.toString());
    assertEquals(
        1,
        said().stream().filter(line -> line.endsWith("use it with -m large")).count(),
        said().toString());
  }

  @Test
  void noNetworkIsLoadedWhenNothingIsToBeDone() {
    assertEquals(0, restoreCrop(), err.toString());
    log.list.clear();
    assertEquals(0, restoreCrop(), err.toString());
    assertEquals(List.of(), said().stream().filter(line -> line.contains(" on cpu")).toList());
  }

  private byte[] restoredCrop(String... options) throws IOException {
    assertEquals(0, restoreCrop(options), err.toString());
    return Files.readAllBytes(folder.resolve("out/face-64.png"));
  }

  @Test
  void aPairIsMixedByItsFidelity() throws IOException {
    Zoos.pair(zoo);
    assertEquals(3, restoreCrop());
    assertTrue(err.toString().contains("put small-sharp.pth there"), err.toString());
    Zoos.weights(zoo.resolve("small-sharp.pth"), 2);
    byte[] usual = restoredCrop("--no-provenance");
    assertArrayEquals(usual, restoredCrop("--no-provenance", "--fidelity", "0.25"));
    byte[] sharp = restoredCrop("--no-provenance", "-m", "small-sharp");
    byte[] sharpOfPair = restoredCrop("--no-provenance", "--fidelity", "0");
    byte[] faithful = restoredCrop("--no-provenance", "-m", zoo.resolve("small.pth").toString());
    byte[] faithfulOfPair = restoredCrop("--no-provenance", "--fidelity", "1");
    assertArrayEquals(sharp, sharpOfPair);
    assertArrayEquals(faithful, faithfulOfPair);
    assertFalse(Arrays.equals(sharp, faithful));
    assertFalse(Arrays.equals(usual, sharp) || Arrays.equals(usual, faithful));
  }

  @Test
  void aModelAloneHasNoFidelity() {
    assertEquals(3, restoreCrop("--fidelity", "0.5"));
    assertTrue(err.toString().contains("small has no fidelity to choose"), err.toString());
    assertEquals(2, restoreCrop("--fidelity", "2"));
    assertTrue(err.toString().contains("--fidelity"), err.toString());
  }

  @Test
  void aDetectorDoesNotRestore() throws IOException {
    Files.createFile(zoo.resolve("finder.pth"));
    assertEquals(3, restoreCrop("-m", "finder"));
    assertTrue(err.toString().contains("not for face restoration"), err.toString());
  }

  private int restorePhoto(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "restore",
                "-i",
                Shared.testphoto("astronaut-eileen-collins.jpg").toString(),
                "--blend",
                "off",
                "-o",
                folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), 0);
    return Gpen.run(
        new CommandContext(
            console, Map.of(), new RestoreService.WithNetworks(), new Interruption()),
        arguments.toArray(String[]::new));
  }

  @Test
  void aParsingMaskWithoutItsModelEndsTheRunWithTheRemedy() {
    assertEquals(3, restorePhoto("--mask", "parsing", "--model-zoo", folder.toString()));
    assertTrue(err.toString().contains("ParseNet-latest is not in"), err.toString());
    assertTrue(err.toString().contains("gpen models fetch ParseNet-latest"), err.toString());
    assertFalse(Files.exists(folder.resolve("out/astronaut-eileen-collins.jpg")));
    assertEquals(3, restorePhoto("--mask", "parsing", "--parser", Shipped.generator().name()));
    assertTrue(err.toString().contains("not for face parsing"), err.toString());
  }

  @Test
  void weightsOfAnotherKindOfNetworkAreRefusedByWhatTheyAre() {
    // By its path no catalogue knows what the file is for.
    String generator = zoo.resolve("small.pth").toString();
    assertEquals(3, restorePhoto("--mask", "parsing", "--parser", generator));
    assertTrue(err.toString().contains("GPEN, which is not for face parsing"), err.toString());
  }

  @Test
  void aDiscriminatorGivenByMistakeIsNamedWithItsFile() {
    String weights = Shared.file("vectors/pth/discriminator.pth").toString();
    assertEquals(3, restoreCrop("-m", weights));
    assertTrue(err.toString().contains(weights + ": not a GPEN generator"), err.toString());
    assertTrue(err.toString().contains("a discriminator"), err.toString());
    assertTrue(err.toString().contains("--key"), err.toString());
  }

  @Test
  void aPhotoIsRestoredWithTheParsingMask() throws IOException {
    Path parser = folder.resolve("parser.safetensors");
    try (StateDict weights =
        DeterministicWeights.of("vectors/parsenet/keys.tsv", Family.PARSE, 51)) {
      CheckpointWriter.writeSafetensors(parser, weights, Optional.empty());
    }
    assertEquals(0, restorePhoto(), err.toString());
    Path photo = folder.resolve("out/astronaut-eileen-collins.jpg");
    byte[] square = Files.readAllBytes(photo);
    assertEquals(
        0, restorePhoto("--mask", "parsing", "--parser", parser.toString()), err.toString());
    assertFalse(Arrays.equals(square, Files.readAllBytes(photo)), "the mask is the same");
    assertTrue(
        said().stream().anyMatch(line -> line.contains(" and parser.safetensors on ")),
        said().toString());
  }

  @Test
  void otherWeightsOfTheSameNameAreAnotherModel() throws IOException {
    assertEquals(0, restoreCrop(), err.toString());
    byte[] before = Files.readAllBytes(folder.resolve("out/face-64.png"));
    Zoos.weights(zoo.resolve("small.pth"), 2);
    assertEquals(0, restoreCrop(), err.toString());
    byte[] after = Files.readAllBytes(folder.resolve("out/face-64.png"));
    assertFalse(Arrays.equals(before, after), "the photo was not done again");
  }
}
