package io.gpen.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileHashesTest {

  private static final Sha256 ONE =
      Sha256.of("one".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  private static final Sha256 TWO =
      Sha256.of("two".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  @TempDir private Path folder;

  private FileHashes hashes() {
    return new FileHashes(folder.resolve("hashes.json"));
  }

  @Test
  void aDigestIsNotComputedAgainWhileTheFileStaysTheSame() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "one");
    assertEquals(Optional.empty(), hashes().known(file));
    assertEquals(ONE, hashes().of(file));
    Path index = folder.resolve("hashes.json");
    Files.writeString(index, Files.readString(index).replace(ONE.hex(), TWO.hex()));
    assertEquals(TWO, hashes().of(file), "read from the index, not from the file");
    assertEquals(Optional.of(TWO), hashes().known(file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aChangeWhoseTimeWasSetBackIsSeen() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "one");
    FileTime time = Files.getLastModifiedTime(file);
    assertEquals(ONE, hashes().of(file));
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, time);
    assertEquals(Optional.empty(), hashes().known(file));
    assertEquals(TWO, hashes().of(file));
  }

  @Test
  void anotherTimeOrSizeOrFileIsSeen() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "one");
    hashes().of(file);
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertEquals(Optional.empty(), hashes().known(file));
    assertEquals(TWO, hashes().of(file));
    Files.writeString(file, "three");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertNotEquals(TWO, hashes().of(file));
    Path other = Files.writeString(folder.resolve("b"), "other");
    Files.setLastModifiedTime(other, FileTime.fromMillis(1));
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals(Sha256.ofFile(file), hashes().of(file));
  }

  @Test
  void filesThatAreGoneAreForgotten() throws IOException {
    Path gone = Files.writeString(folder.resolve("gone"), "one");
    hashes().of(gone);
    Files.delete(gone);
    hashes().of(Files.writeString(folder.resolve("a"), "two"));
    assertFalse(Files.readString(folder.resolve("hashes.json")).contains("gone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\"", "null"})
  void aDamagedIndexIsForgotten(String content) throws IOException {
    Files.writeString(folder.resolve("hashes.json"), content);
    Path file = Files.writeString(folder.resolve("a"), "one");
    assertEquals(ONE, hashes().of(file));
    assertEquals(Optional.of(ONE), hashes().known(file));
  }
}
