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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue that is shipped, and how catalogues are read. */
class CatalogTest {

  private static final Path ZOO = Path.of("model_zoo");

  private final Catalog catalog = Catalog.read(ZOO.resolve(Catalog.FILE));

  @TempDir private Path folder;

  @Test
  void shippedModelsAreTheFilesThatItDescribes() throws IOException {
    List<CatalogEntry> shipped = catalog.entries().stream().filter(CatalogEntry::shipped).toList();
    assertEquals(2, shipped.size());
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
  void everyOtherModelSaysWhereItIsAndThatItsLicenceIsUnclear() {
    for (CatalogEntry entry : catalog.entries()) {
      if (!entry.shipped()) {
        assertEquals("https", entry.origin().orElseThrow().getScheme(), entry.name());
        assertTrue(entry.licence().startsWith("unclear"), entry.name());
        assertFalse(entry.isDefault(), entry.name());
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
}
