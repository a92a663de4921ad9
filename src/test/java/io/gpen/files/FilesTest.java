package io.gpen.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void atomicFileReplacesItsTargetInOneStep() throws IOException {
    Path target = Files.writeString(folder.resolve("a"), "old");
    List<String> seen = new ArrayList<>();
    AtomicFile.write(
        target,
        out -> out.write(bytes("new")),
        temporary -> assertEquals("new", Files.readString(temporary)),
        (step, file) -> seen.add(step + " " + Files.readString(target)));
    assertEquals(
        List.of("created old", "written old", "flushed old", "finished old", "renamed new"), seen);
    assertEquals(List.of("a"), names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "written", "flushed", "finished"})
  void failedWriteLeavesTheTargetAsItWas(String failing) throws IOException {
    Path target = Files.writeString(folder.resolve("a"), "old");
    FileSteps steps =
        (step, file) -> {
          if (step.equals(failing)) {
            throw new IOException("no more");
          }
        };
    assertThrows(
        IOException.class,
        () -> AtomicFile.write(target, out -> out.write(1), temporary -> {}, steps));
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("a"), names(), "the temporary file is gone");
  }

  @Test
  void whatCannotBeWrittenIsNamedWithTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    Path target = file.resolve("a.json");
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> AtomicFile.write(target, bytes("x")));
    assertEquals(target.toString(), e.getFile());
    FileSystemException full = FileErrors.about(target, new IOException("No space left on device"));
    assertEquals(target + ": No space left on device", full.getMessage());
  }

  @Test
  void deviceOrPipeIsNotReplacedByAFile() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    Path link = Files.createSymbolicLink(folder.resolve("null"), Path.of("/dev/null"));
    for (Path target : List.of(pipe, link)) {
      IOException e = assertThrows(IOException.class, () -> AtomicFile.write(target, bytes("x")));
      assertTrue(e.getMessage().contains("not a regular file"), e.getMessage());
      assertFalse(Files.isRegularFile(target));
    }
    assertEquals(List.of("null", "pipe"), names());
  }

  @Test
  void temporaryFilesAreHiddenAndBesideTheirTarget() {
    Path temporary = TemporaryFiles.nameFor(folder.resolve("a.jpg"));
    assertEquals(folder, temporary.getParent());
    assertTrue(temporary.getFileName().toString().startsWith("."));
    assertTrue(TemporaryFiles.isOurs(temporary));
    assertFalse(TemporaryFiles.isOrphan(temporary), "this process lives");
    assertNotEquals(temporary, TemporaryFiles.nameFor(folder.resolve("a.jpg")));
    assertFalse(TemporaryFiles.isOurs(folder.resolve(".gpen-mine.tmp")));
    assertTrue(TemporaryFiles.isOrphan(folder.resolve(".gpen-999999999-0123456789abcdef.tmp")));
  }

  @Test
  void sweepDeletesOnlyWhatWasChosen() throws IOException {
    Path ours = folder.resolve("sub/.gpen-1-0123456789abcdef.tmp");
    Files.createDirectories(ours.getParent());
    Files.writeString(ours, "");
    Files.writeString(folder.resolve("sub/a.tmp"), "");
    assertEquals(0, TemporaryFiles.sweep(folder, f -> false, f -> false));
    assertEquals(0, TemporaryFiles.sweep(folder, f -> true, f -> f.endsWith("sub")));
    assertEquals(1, TemporaryFiles.sweep(folder, f -> true, f -> false));
    assertTrue(Files.exists(folder.resolve("sub/a.tmp")));
    assertEquals(0, TemporaryFiles.sweep(folder.resolve("none"), f -> true, f -> false));
  }

  @Test
  void identityIsTheSameThroughEveryLink() throws IOException {
    Path a = Files.writeString(folder.resolve("a"), "x");
    Path b = Files.writeString(folder.resolve("b"), "x");
    Path hard = Files.createLink(folder.resolve("hard"), a);
    Path soft = Files.createSymbolicLink(folder.resolve("soft"), a);
    assertEquals(FileIdentity.of(a), FileIdentity.of(hard));
    assertEquals(FileIdentity.of(a), FileIdentity.of(soft));
    assertEquals(FileIdentity.of(a), FileIdentity.of(folder.resolve("./a")));
    assertNotEquals(FileIdentity.of(a), FileIdentity.of(b));
    assertThrows(IOException.class, () -> FileIdentity.of(folder.resolve("none")));
  }

  @Test
  void stateHoldsBySizeAndTimeOrByContent() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "one");
    FileState state = FileState.of(file);
    assertTrue(state.stillHolds(file));
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertTrue(state.stillHolds(file), "only touched");
    Files.writeString(file, "two");
    assertFalse(state.stillHolds(file), "other content");
    Files.writeString(file, "longer");
    assertFalse(state.stillHolds(file), "other size");
    Files.delete(file);
    Files.createSymbolicLink(file, Files.writeString(folder.resolve("b"), "one"));
    assertFalse(state.stillHolds(file), "a link is not the file");
  }

  @Test
  void digestIsTheOneOfTheStandard() throws IOException {
    // FIPS 180-2, appendix B.1.
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertEquals(new Sha256(abc), Sha256.of(bytes("abc")));
    assertEquals(new Sha256(abc), Sha256.ofFile(Files.writeString(folder.resolve("a"), "abc")));
    assertThrows(IllegalArgumentException.class, () -> new Sha256(abc.toUpperCase()));
    assertThrows(IllegalArgumentException.class, () -> new Sha256("abc"));
  }

  @Test
  void printableTextKeepsWordsOfEveryLanguage() {
    for (String name : List.of("Größe 1.jpg", "می\u200cخواهم.png", "写真 \ud83d\ude00", "")) {
      assertEquals(name, PrintableText.of(name));
    }
    assertEquals("a?b?c?gpj.exe", PrintableText.of("a\tb\u001bc\u202egpj.exe"));
  }

  @Test
  void leftoversAreFoundBehindALinkAndInCountriesWithOtherDigits() throws IOException {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      Path real = Files.createDirectory(folder.resolve("real"));
      Path left = Files.writeString(TemporaryFiles.nameFor(real.resolve("a.jpg")), "half");
      assertTrue(TemporaryFiles.isOurs(left), left.toString());
      Path link = Files.createSymbolicLink(folder.resolve("link"), real);
      assertEquals(1, TemporaryFiles.sweep(link, TemporaryFiles::isOurs, inside -> false));
      assertFalse(Files.exists(left));
    } finally {
      Locale.setDefault(usual);
    }
  }
}
