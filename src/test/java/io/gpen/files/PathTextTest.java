package io.gpen.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names of ISO 8859-1 and other bytes that are not valid UTF-8. */
@DisabledOnOs({OS.WINDOWS, OS.MAC})
class PathTextTest {

  @TempDir Path folder;

  /** {@return a path in the folder, from a name in the notation of URIs} */
  private Path bytes(String encoded) {
    return Path.of(URI.create("file://" + folder.toUri().getRawPath() + encoded));
  }

  @Test
  void validPathsReadAsUsual() {
    for (String text : new String[] {"a.jpg", "/a/ü 😀.jpg", "", "/", "x/\uFFFD.jpg"}) {
      assertEquals(text, PathText.of(Path.of(text)));
      assertEquals(Path.of(text), PathText.parse(text));
    }
  }

  @Test
  void bytesThatAreNotUtf8SurviveTheWayToTextAndBack() throws IOException {
    Files.createDirectory(bytes("Gro%DFeltern"));
    for (String name :
        new String[] {"M%FCller.jpg", "M%F6ller.jpg", "Gro%DFeltern", "%E2%82", "%FF%20%25%3F"}) {
      Path path = bytes(name);
      assertEquals(path, PathText.parse(PathText.of(path)), name);
      Path relative = folder.relativize(path);
      assertEquals(relative, PathText.parse(PathText.of(relative)), name);
      assertEquals(path, folder.resolve(PathText.parse(PathText.of(relative))), name);
    }
    assertNotEquals(PathText.of(bytes("M%FCller.jpg")), PathText.of(bytes("M%F6ller.jpg")));
    assertEquals("M\uDCFCller.jpg", PathText.of(folder.relativize(bytes("M%FCller.jpg"))));
  }

  @Test
  void aTypedNameIsLookedUpInItsFolder() throws IOException {
    Path umlaut = Files.createFile(bytes("M%FCller.jpg"));
    Path inside = Files.createFile(Files.createDirectory(bytes("Gro%DFeltern")).resolve("a.jpg"));
    assertEquals(umlaut, PathText.typed(folder + "/M\uFFFDller.jpg"));
    assertEquals(inside, PathText.typed(folder + "/Gro\uFFFDeltern/a.jpg"));
    assertEquals(folder.resolve("\uFFFD"), PathText.typed(folder + "/\uFFFD"));
    Files.createFile(bytes("M%F6ller.jpg"));
    IOException thrown =
        assertThrows(IOException.class, () -> PathText.typed(folder + "/M\uFFFDller.jpg"));
    assertTrue(thrown.getMessage().contains("2 files"), thrown.getMessage());
  }
}
