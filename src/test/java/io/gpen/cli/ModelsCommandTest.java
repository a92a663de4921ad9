package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.DeterministicWeights;
import io.gpen.DeterministicWeights.Family;
import io.gpen.Shared;
import io.gpen.Shipped;
import io.gpen.checkpoint.CheckpointWriter;
import io.gpen.checkpoint.StateDict;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

  private static final Path SHIPPED = Shipped.weights(Shipped.generator());

  private final CommandLineRun gpen = new CommandLineRun();

  @TempDir private Path folder;

  private int models(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "models";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return gpen.run(all);
  }

  @Test
  void listTellsWhatIsHereAndTheLicences() {
    assertEquals(0, models("list"), gpen.err());
    assertTrue(
        gpen.out().matches("(?s).*\\b" + Shipped.generator().name() + " +here.*, the default.*"),
        gpen.out());
    assertTrue(gpen.out().contains("GPEN-BFR-512                not here"), gpen.out());
    assertTrue(gpen.out().contains("unclear: no licence is stated"), gpen.out());
  }

  @Test
  void listIsThereForProgramsToo() {
    assertEquals(0, models("list", "--json"), gpen.err());
    JsonArray models = JsonParser.parseString(gpen.out()).getAsJsonArray();
    String name = Shipped.generator().name();
    JsonObject used =
        models.asList().stream()
            .map(JsonElement::getAsJsonObject)
            .filter(model -> model.get("name").getAsString().equals(name))
            .findFirst()
            .orElseThrow();
    assertTrue(used.get("present").getAsBoolean() && used.get("default").getAsBoolean());
  }

  @Test
  void verifyLooksAtTheShippedModels() {
    assertEquals(0, models("verify"), gpen.out());
    assertTrue(gpen.out().contains("ok     " + Shipped.generator().name() + ": "), gpen.out());
  }

  @Test
  void verifyFindsADamagedModel() throws IOException {
    byte[] bytes = Files.readAllBytes(SHIPPED);
    bytes[bytes.length - 1] ^= 1;
    Files.write(folder.resolve(SHIPPED.getFileName()), bytes);
    assertEquals(3, models("verify", "--model-zoo", folder.toString()), gpen.out());
    assertTrue(gpen.out().contains("FAILED " + Shipped.generator().name() + ": "), gpen.out());
    assertTrue(gpen.out().contains("ok     retinaface-mobilenet-0.25"), gpen.out());
  }

  @Test
  void aFolderOfModelsThatIsNoneIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path wrong : List.of(folder.resolve("nowhere"), file)) {
      assertEquals(2, models("list", "--model-zoo", wrong.toString()), gpen.out());
      assertTrue(gpen.err().contains("there is no folder " + wrong), gpen.err());
    }
  }

  @Test
  void verifySaysThatANamedModelIsMissing() {
    assertEquals(3, models("verify", "GPEN-BFR-512"), gpen.out());
    assertTrue(gpen.out().contains("gpen models fetch GPEN-BFR-512"), gpen.out());
  }

  @Test
  void convertWritesAnArchiveWhereItIsAskedTo() {
    Path archive = folder.resolve("x.pt");
    assertEquals(
        0, models("convert", SHIPPED.toString(), "-o", archive.toString(), "--form", "trainable"));
    assertEquals(archive + System.lineSeparator(), gpen.out());
    assertTrue(Files.exists(archive));
    assertTrue(
        gpen.err().contains("GPEN for " + Shipped.generator().size() + " pixels"), gpen.err());
  }

  @Test
  void exactArchivesAreAboutTwiceAsLarge() throws IOException {
    Path usual = folder.resolve("usual.pt");
    Path exact = folder.resolve("exact.pt");
    assertEquals(0, models("convert", SHIPPED.toString(), "-o", usual.toString()));
    assertEquals(0, models("convert", SHIPPED.toString(), "-o", exact.toString(), "--exact"));
    double ratio = (double) Files.size(exact) / Files.size(usual);
    assertTrue(ratio > 1.6 && ratio < 2.1, () -> "ratio " + ratio);
  }

  @Test
  void aFormThatANetworkDoesNotHaveIsNoFaultOfTheProgram() {
    Path archive = folder.resolve("x.pt");
    assertEquals(
        3,
        models(
            "convert",
            "retinaface-mobilenet-0.25",
            "-o",
            archive.toString(),
            "--form",
            "trainable"),
        gpen.err());
    assertTrue(gpen.err().contains("only the inference form"), gpen.err());
    assertFalse(Files.exists(archive));
  }

  @Test
  void convertTakesADiscriminatorForTraining() {
    Path archive = folder.resolve("x.pt");
    String weights = Shared.file("vectors/pth/discriminator.pth").toString();
    assertEquals(0, models("convert", weights, "-o", archive.toString()), gpen.err());
    assertTrue(gpen.err().contains("StyleGAN2 discriminator for 64 pixels"), gpen.err());
    assertTrue(gpen.err().contains("trainable form"), gpen.err());
    assertEquals(0, models("verify", weights), gpen.out());
    assertEquals(3, models("convert", weights, "-o", archive.toString(), "--form", "inference"));
    assertTrue(gpen.err().contains("only the trainable form"), gpen.err());
  }

  @Test
  void convertTakesNetworksThatParseAndEnlarge() throws IOException {
    Map<String, Family> families =
        Map.of("parsenet/keys", Family.PARSE, "rrdbnet/x2.keys", Family.RRDB);
    for (Map.Entry<String, Family> network : families.entrySet()) {
      Path weights = folder.resolve(network.getValue() + ".safetensors");
      try (StateDict tensors =
          DeterministicWeights.of("vectors/" + network.getKey() + ".tsv", network.getValue(), 1)) {
        CheckpointWriter.writeSafetensors(weights, tensors, Optional.empty());
      }
      Path archive = folder.resolve(network.getValue() + ".pt");
      assertEquals(0, models("convert", weights.toString(), "-o", archive.toString()), gpen.err());
      assertTrue(Files.exists(archive));
    }
    assertTrue(gpen.err().contains("ParseNet for 512 pixels, 21,303,254 values"), gpen.err());
    assertTrue(gpen.err().contains("RRDBNet x2, 9,590,947 values"), gpen.err());
  }

  @Test
  void convertRefusesWhatIsNoModel() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.pth"), "notes");
    assertEquals(3, models("convert", text.toString(), "-o", folder.resolve("x.pt").toString()));
    assertTrue(gpen.err().contains(text.toString()), gpen.err());
    assertFalse(Files.exists(folder.resolve("x.pt")));
    assertEquals(3, models("convert", "nope"));
  }

  @Test
  void convertDoesNotReplaceTheWeights() throws IOException {
    Path weights = Files.copy(SHIPPED, folder.resolve("own.safetensors"));
    Path link = Files.createLink(folder.resolve("x.pt"), weights);
    for (Path archive : List.of(weights, link)) {
      assertEquals(2, models("convert", weights.toString(), "-o", archive.toString()));
      assertTrue(gpen.err().contains("is the weights"), gpen.err());
    }
    assertEquals(-1, Files.mismatch(SHIPPED, weights));
  }

  @Test
  void aNetworkThatSomebodyElseTracedIsRefusedWithTheReason() {
    Path archive = folder.resolve("x.pt");
    assertEquals(0, models("convert", SHIPPED.toString(), "-o", archive.toString()));
    assertEquals(3, models("verify", archive.toString()), gpen.out());
    assertTrue(gpen.out().contains("TorchScript"), gpen.out());
  }

  @Test
  void fetchTakesAFileAndVerifiesIt() throws IOException {
    String digest = Sha256.ofFile(SHIPPED).hex();
    assertEquals(
        0,
        models(
            ("fetch GPEN-BFR-256 --from " + SHIPPED + " --sha256 " + digest + " --model-zoo ")
                .concat(folder.toString())
                .split(" ")),
        gpen.err());
    assertEquals(-1, Files.mismatch(SHIPPED, folder.resolve("GPEN-BFR-256.pth")));
    assertTrue(gpen.err().contains("licence: unclear"), gpen.err());
  }

  @Test
  void fetchKeepsNothingThatIsNotWhatWasAskedFor() {
    assertEquals(
        3,
        models(
            "fetch",
            "GPEN-BFR-512",
            "--from",
            SHIPPED.toString(),
            "--model-zoo",
            folder.toString()));
    assertTrue(gpen.err().contains("should have 284085738"), gpen.err());
    assertEquals(0, folder.toFile().list().length);
  }

  @Test
  void fetchWantsADigestOrAClearWordWithoutOne() {
    assertEquals(2, models("fetch", "GPEN-BFR-256", "--model-zoo", folder.toString()));
    assertTrue(gpen.err().contains("--accept-unverified"), gpen.err());
    String digest = "0".repeat(64);
    assertEquals(2, models("fetch", "GPEN-BFR-256", "--accept-unverified", "--sha256", digest));
    assertTrue(gpen.err().contains("--accept-unverified has no effect with --sha256"), gpen.err());
    assertEquals(
        0,
        models(
            "fetch",
            "GPEN-BFR-256",
            "--accept-unverified",
            "--from",
            SHIPPED.toAbsolutePath().toUri().toString(),
            "--model-zoo",
            folder.toString()),
        gpen.err());
  }

  @Test
  void fetchRefusesAddressesAndDigestsThatAreNone() {
    String zoo = "--model-zoo=" + folder;
    assertEquals(2, models("fetch", "GPEN-BFR-512", "--from", "http://example.org/x", zoo));
    assertEquals(2, models("fetch", "GPEN-BFR-512", "--sha256", "abc", zoo));
    assertEquals(2, models("fetch", Shipped.generator().name(), zoo));
    assertEquals(3, models("fetch", "nope", zoo));
  }

  @Test
  void aFetchedFileThatIsNoModelIsReported() throws IOException {
    Path text = Files.writeString(folder.resolve("page.html"), "<html>not here</html>");
    Path zoo = folder.resolve("zoo");
    assertEquals(
        3,
        models(
            "fetch",
            "GPEN-BFR-256",
            "--accept-unverified",
            "--from",
            text.toString(),
            "--model-zoo",
            zoo.toString()));
    assertTrue(gpen.err().contains("cannot be used"), gpen.err());
  }

  @Test
  void aCatalogueCannotHaveFilesOutsideItsFolderOverwritten() throws IOException {
    Path zoo = Files.createDirectory(folder.resolve("zoo"));
    Path victim = Files.writeString(folder.resolve("victim.txt"), "precious");
    Files.writeString(
        zoo.resolve("catalog.json"),
        """
        {"models": [{"name": "m", "task": "upscaling", "architecture": "", "licence": "",
          "training": "", "files": ["../victim.txt"], "origin": "%s"}]}
        """
            .formatted(SHIPPED.toUri()));
    assertEquals(3, models("fetch", "m", "--accept-unverified", "--model-zoo", zoo.toString()));
    assertTrue(gpen.err().contains("must be a plain file name"), gpen.err());
    assertEquals("precious", Files.readString(victim));
  }

  @Test
  void listTellsAFileThatIsNoCheckpoint() throws IOException {
    Files.writeString(folder.resolve("GPEN-BFR-512.pth"), "random bytes");
    assertEquals(0, models("list", "--model-zoo", folder.toString()), gpen.err());
    assertTrue(gpen.out().contains("GPEN-BFR-512                not a checkpoint"), gpen.out());
    assertEquals(0, models("list", "--json", "--model-zoo", folder.toString()), gpen.err());
    assertTrue(gpen.out().contains("\"defect\": \"not a checkpoint\""), gpen.out());
  }

  @Test
  void fetchRefusesFileAddressesWithAHost() {
    String zoo = "--model-zoo=" + folder;
    assertEquals(2, models("fetch", "GPEN-BFR-512", "--from", "file://example.org/x.pth", zoo));
    assertTrue(gpen.err().contains("file://example.org/x.pth"), gpen.err());
  }
}
