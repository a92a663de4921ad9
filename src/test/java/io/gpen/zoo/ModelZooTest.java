package io.gpen.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelZooTest {

  @TempDir private Path own;
  @TempDir private Path installed;
  private ModelZoo zoo;

  @BeforeEach
  void catalogue() throws IOException {
    Zoos.catalogue(installed, Optional.empty());
    zoo = new ModelZoo(List.of(own, installed));
  }

  private static Path touch(Path file) throws IOException {
    return Files.createFile(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"small.pth", "old-small.pth", "small.safetensors", "small.pt"})
  void aKnownModelIsFoundUnderAnyOfItsFileNames(String name) throws IOException {
    Path file = touch(installed.resolve(name));
    ModelFile found = zoo.find("Small", ModelTask.RESTORATION);
    assertEquals(file, found.path());
    assertEquals("small", found.name());
    assertEquals(file, zoo.findDefault(ModelTask.RESTORATION).path());
  }

  @Test
  void theUsersFolderComesBeforeTheInstalledOne() throws IOException {
    touch(installed.resolve("small.pth"));
    Path file = touch(own.resolve("small.safetensors"));
    assertEquals(file, zoo.find("small").path());
  }

  @Test
  void aFileIsFoundByItsPathAndIsNotTakenForAKnownModel() throws IOException {
    Path file = touch(own.resolve("small.pth"));
    ModelFile found = zoo.find(file.toString(), ModelTask.DETECTION);
    assertEquals(file, found.path());
    assertEquals(Optional.empty(), found.entry());
    assertEquals("small.pth", found.name());
  }

  @Test
  void theNameOfAKnownFileIsEnough() throws IOException {
    touch(installed.resolve("old-small.pth"));
    assertEquals("small", zoo.find("old-small.pth").name());
  }

  @Test
  void anUnknownFileInAFolderIsFoundByItsName() throws IOException {
    Path file = touch(own.resolve("grandmother.pth"));
    assertEquals(file, zoo.find("grandmother").path());
    assertEquals(file, zoo.find("grandmother.pth").path());
  }

  @Test
  void aMissingModelIsNamedWithTheRemedy() {
    String message = assertThrows(ModelException.class, () -> zoo.find("large")).getMessage();
    assertTrue(message.contains("put large.pth there"), message);
    assertTrue(message.contains("gpen models fetch large"), message);
    assertTrue(message.contains(own.toString()), message);
  }

  @Test
  void aMissingShippedModelIsNotToBeFetched() {
    String message =
        assertThrows(ModelException.class, () -> zoo.findDefault(ModelTask.DETECTION)).getMessage();
    assertTrue(message.contains("reinstall the program"), message);
  }

  @Test
  void anUnknownNameIsRefused() {
    String message = assertThrows(ModelException.class, () -> zoo.find("huge")).getMessage();
    assertTrue(message.startsWith("huge is neither a file"), message);
  }

  @Test
  void aModelForAnotherTaskIsRefused() throws IOException {
    touch(own.resolve("finder.pth"));
    String message =
        assertThrows(ModelException.class, () -> zoo.find("finder", ModelTask.RESTORATION))
            .getMessage();
    assertEquals("finder is a model for face detection, not for face restoration", message);
  }

  @Test
  void theLargestOfTheLargerModelsThatAreThereIsTold() throws IOException {
    assertEquals(Optional.empty(), zoo.largerThan(64));
    Zoos.weights(own.resolve("large.pth"), 1);
    assertEquals("large", zoo.largerThan(64).orElseThrow().name());
    Zoos.weights(installed.resolve("larger.pth"), 1);
    assertEquals("larger", zoo.largerThan(64).orElseThrow().name());
    assertEquals(Optional.empty(), zoo.largerThan(1024));
  }

  @Test
  void filesThatAreNoCheckpointsAreNotRecommended() throws IOException {
    byte[] random = new byte[5000];
    new Random(1).nextBytes(random);
    CatalogEntry large = zoo.catalog().find("large").orElseThrow();
    for (byte[] content : List.of(random, new byte[0], "<html>".getBytes(UTF_8))) {
      Path file = Files.write(own.resolve("large.pth"), content);
      assertEquals(Optional.of("not a checkpoint"), ModelZoo.defect(large, file));
      assertEquals(Optional.empty(), zoo.largerThan(64));
    }
  }

  @Test
  void fileOfAnotherSizeThanTheKnownOneIsNotRecommended() throws IOException {
    CatalogEntry known = Catalog.builtIn().find("GPEN-BFR-512").orElseThrow();
    Path file = Zoos.weights(own.resolve("GPEN-BFR-512.pth"), 1);
    assertEquals(Optional.of("wrong size"), ModelZoo.defect(known, file));
    assertEquals(Optional.empty(), new ModelZoo(List.of(own)).largerThan(256));
  }

  @Test
  void aFolderWithoutACatalogueIsReadWithTheProgramsOwn() {
    ModelZoo bare = new ModelZoo(List.of(own));
    assertEquals(Catalog.builtIn(), bare.catalog());
  }
}
