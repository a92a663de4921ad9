package io.gpen.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    assertTrue(message.contains("install the tool again"), message);
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
    touch(own.resolve("large.pth"));
    assertEquals("large", zoo.largerThan(64).orElseThrow().name());
    touch(installed.resolve("larger.pth"));
    assertEquals("larger", zoo.largerThan(64).orElseThrow().name());
    assertEquals(Optional.empty(), zoo.largerThan(1024));
  }

  @Test
  void aFolderWithoutACatalogueIsReadWithTheProgramsOwn() {
    ModelZoo bare = new ModelZoo(List.of(own));
    assertEquals(Catalog.builtIn(), bare.catalog());
  }
}
