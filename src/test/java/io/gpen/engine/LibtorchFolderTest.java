package io.gpen.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A libtorch of the user is looked at before it is loaded: a wrong one crashes the process. */
class LibtorchFolderTest {

  @TempDir Path root;
  private Path lib;

  @BeforeEach
  void unpack() throws IOException {
    lib = Files.createDirectories(root.resolve("lib"));
    Files.createFile(lib.resolve(System.mapLibraryName("torch")));
  }

  @ParameterizedTest
  @CsvSource({
    "build-version, 2.13.0+cu128",
    "version.py, __version__ = '2.13.0+cpu'",
    "share/cmake/Torch/TorchConfigVersion.cmake, set(PACKAGE_VERSION \"2.13.0\")"
  })
  void anotherVersionIsRefusedByName(String file, String content) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), content);
    LibtorchFolder folder = LibtorchFolder.find(lib.toString());
    assertEquals(Optional.of("2.13.0"), folder.version());
    String message =
        assertThrows(EngineException.class, () -> folder.require("2.7.1")).getMessage();
    assertTrue(message.contains("2.13.0") && message.contains("2.7.1"), message);
    assertTrue(message.contains(lib.toString()), message);
  }

  @Test
  void otherVersionThatTheEnvironmentAsksForIsRefused() {
    LibtorchFolder.requireStated(Map.of(), "2.7.1");
    LibtorchFolder.requireStated(Map.of("PYTORCH_VERSION", "2.7.1"), "2.7.1");
    Map<String, String> other = Map.of("PYTORCH_VERSION", "2.5.1");
    String message =
        assertThrows(EngineException.class, () -> LibtorchFolder.requireStated(other, "2.7.1"))
            .getMessage();
    assertTrue(message.contains("2.5.1") && message.contains("2.7.1"), message);
  }

  @Test
  void folderWithoutAVersionIsNotGuessed() {
    assertEquals(Optional.empty(), LibtorchFolder.find(lib.toString()).version());
  }

  @Test
  void cudaIsToldByItsLibrary() throws IOException {
    assertFalse(LibtorchFolder.find(lib.toString()).hasCuda());
    Files.createFile(lib.resolve(System.mapLibraryName("torch_cuda")));
    assertTrue(LibtorchFolder.find(lib.toString()).hasCuda());
  }

  @Test
  void folderIsFoundInAPathAndByItsLibrary() {
    String path = root.resolve("none") + File.pathSeparator + lib;
    assertEquals(lib, LibtorchFolder.find(path).folder());
    String library = lib.resolve(System.mapLibraryName("torch")).toString();
    assertEquals(lib, LibtorchFolder.find(library).folder());
  }

  @Test
  void pathWithoutLibtorchSaysWhatWasLookedFor() {
    String message =
        assertThrows(EngineException.class, () -> LibtorchFolder.find(root.toString()))
            .getMessage();
    assertTrue(message.contains(System.mapLibraryName("torch")), message);
    assertTrue(message.contains("PYTORCH_LIBRARY_PATH"), message);
  }
}
