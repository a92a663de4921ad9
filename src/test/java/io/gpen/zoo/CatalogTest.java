package io.gpen.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue that is shipped, and how catalogues are read. */
class CatalogTest {

  private static final Path ZOO = Path.of("model_zoo");

  private final Catalog catalog = Catalog.read(ZOO.resolve(Catalog.FILE));

  @TempDir private Path folder;

  @Test
  void shippedModelsAreTheFilesThatItDescribes() throws IOException {
    List<CatalogEntry> shipped = catalog.entries().stream().filter(CatalogEntry::shipped).toList();
    assertTrue(shipped.size() >= 2);
    for (CatalogEntry entry : shipped) {
      Path file = ZOO.resolve(entry.file());
      assertEquals(entry.bytes().orElseThrow(), Files.size(file), entry.name());
      assertEquals(entry.sha256().orElseThrow(), Sha256.ofFile(file), entry.name());
      assertTrue(Files.exists(ZOO.resolve(entry.name() + ".md")), "no card of " + entry.name());
    }
  }

  @Test
  void shippedModelsAreReadableAndRecognised() {
    ModelVerifier verifier = new ModelVerifier(new ModelZoo(List.of(ZOO)));
    for (ModelTask task : List.of(ModelTask.RESTORATION, ModelTask.DETECTION)) {
      ModelVerifier.Verdict verdict = verifier.verify(catalog.defaultFor(task).name());
      assertTrue(verdict.ok(), verdict.message());
    }
  }

  @Test
  void everyOtherModelSaysWhereItIsAndWhatItsLicenceIs() {
    for (CatalogEntry entry : catalog.entries()) {
      if (!entry.shipped()) {
        assertEquals("https", entry.origin().orElseThrow().getScheme(), entry.name());
        boolean known = entry.origin().orElseThrow().getPath().startsWith("/xinntao/Real-ESRGAN/");
        String licence = known ? "BSD-3-Clause" : "unclear";
        assertTrue(entry.licence().startsWith(licence), entry.name());
        assertFalse(entry.isDefault() && entry.task().isRequired(), entry.name());
        assertFalse(Files.exists(ZOO.resolve(entry.file())), entry.name() + " must not be shipped");
      }
    }
  }

  @Test
  void theOfficialGeneratorHasItsKnownDigest() {
    CatalogEntry entry = catalog.find("gpen-bfr-512").orElseThrow();
    assertEquals(284_085_738, entry.bytes().orElseThrow());
    assertEquals(
        "f1002c41add95b0decad69604d80455576f7187dd99ca16bd611bcfd44c10b51",
        entry.sha256().orElseThrow().hex());
  }

  @Test
  void theProgramCarriesTheSameCatalogue() {
    assertEquals(catalog, Catalog.builtIn());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"models\": 1}",
        "{\"models\": [{}]}",
        "{\"models\": [",
        "<html>",
        "{\"models\":[{\"name\":\"a\",\"task\":\"magic\",\"architecture\":\"\",\"files\":[\"a\"],\"licence\":\"\",\"training\":\"\"}]}",
        "{\"models\":[{\"name\":\"a\",\"task\":\"detection\",\"architecture\":\"\",\"files\":[],\"licence\":\"\",\"training\":\"\"}]}"
      })
  void aFileThatIsNoCatalogueIsNamed(String content) throws IOException {
    Path file = folder.resolve(Catalog.FILE);
    Files.writeString(file, content);
    ModelException refused = assertThrows(ModelException.class, () -> Catalog.read(file));
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
  }

  private static String model(String... replaced) {
    String model =
        """
        {"models": [{"name": "a", "task": "detection", "architecture": "x", "size": 64,
          "files": ["a.pth"], "bytes": 5, "sha256": "%s", "licence": "l", "training": "t",
          "default": true}]}
        """
            .formatted("0".repeat(64));
    for (int i = 0; i < replaced.length; i += 2) {
      assertTrue(model.contains(replaced[i]), replaced[i]);
      model = model.replace(replaced[i], replaced[i + 1]);
    }
    return model;
  }

  private String refusal(String content) throws IOException {
    Path file = Files.writeString(folder.resolve(Catalog.FILE), content);
    String message = assertThrows(ModelException.class, () -> Catalog.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertFalse(message.contains("gson") || message.contains("Gson"), message);
    return message;
  }

  @Test
  void aCompleteEntryIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve(Catalog.FILE), model());
    assertEquals("a.pth", Catalog.read(file).find("A").orElseThrow().file());
  }

  @Test
  void aPairIsRead() throws IOException {
    String sharp = "{\"name\": \"b\", " + model().substring(model().indexOf("\"task\""));
    String pair = model("\"default\"", "\"sharp\": \"B\", \"fidelity\": 0.25, \"default\"");
    Path file = folder.resolve(Catalog.FILE);
    Files.writeString(file, pair.replace("}]}", "}, " + sharp));
    assertEquals(
        Optional.of(new CatalogEntry.Pair("B", 0.25)),
        Catalog.read(file).find("a").orElseThrow().pair());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"sharp\": \"nobody\", \"fidelity\": 1 | a names nobody as its sharp counterpart",
        "\"sharp\": \"a\", \"fidelity\": 1 | a names a as its sharp counterpart",
        "\"sharp\": \"a\" | field \"fidelity\" is missing",
        "\"fidelity\": 1 | field \"sharp\" is missing",
        "\"sharp\": \"a\", \"fidelity\": 1.5 | field \"fidelity\" must be from 0 to 1",
        "\"sharp\": \"a\", \"fidelity\": \"1\" | models[0].fidelity: expected a number, not a"
            + " string"
      })
  void aPairThatIsNoneIsRefused(String fields, String expected) throws IOException {
    String message = refusal(model("\"default\"", fields + ", \"default\""));
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "task", "architecture", "files", "licence", "training"})
  void aMissingFieldIsNamed(String field) throws IOException {
    String message = refusal(model("\"" + field + "\":", "\"x" + field + "\":"));
    assertTrue(message.contains("models[0]"), message);
    assertTrue(message.contains("field \"" + field + "\" is missing"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\", \"task\" | 5, \"task\" | models[0].name: expected a string, not a number",
        "\"detection\" | null | models[0].task: expected a string, not null",
        "[\"a.pth\"] | \"a.pth\" | models[0].files: expected a list, not a string",
        "[\"a.pth\"] | [[]] | models[0].files[0]: expected a string, not a list",
        "64 | \"64\" | models[0].size: expected a number, not a string",
        "64 | 6.5 | models[0].size: expected a whole number",
        "64 | -1 | models[0] (a): field \"size\" must be positive",
        "5, | 1e99, | models[0].bytes: expected a whole number",
        "true | \"yes\" | models[0].default: expected true or false, not a string",
        "\"x\" | \"\\u001b[2J\" | models[0] (a): field \"architecture\" contains control",
        "detection | magic | models[0] (a): field \"task\": unknown task magic",
        "000 | xyz | models[0] (a): field \"sha256\": not a SHA-256",
        "[{ | [null, { | models[0]: expected an object, not null"
      })
  void aWrongFieldIsNamed(String before, String after, String expected) throws IOException {
    String message = refusal(model(before, after));
    assertTrue(message.contains(expected), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../victim.txt",
        "/etc/passwd",
        "a/b.pth",
        "..\\\\a",
        "C:a.pth",
        ".hidden",
        "..",
        "",
        "a\\u0000b",
        "a\\nb",
        "catalog.json",
        "CATALOG.JSON",
        "a.pth.part",
        "a.pth.part-tag",
        "nul",
        "COM1.pth",
        "a.",
        " a",
        "a*"
      })
  void namesThatAreNoPlainFileNamesAreRefused(String name) throws IOException {
    String message = refusal(model("a.pth", name));
    assertTrue(message.contains("models[0] (a): field \"files\" must be a plain"), message);
    assertTrue(refusal(model("\"a\"", "\"" + name + "\"")).contains("\"name\" must be a plain"));
  }
}
