package io.gpen.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFolderTest {

  @TempDir private Path cache;
  private Path folder;
  private Path library;
  private UnpackedFolder unpacked;

  @BeforeEach
  void unpack() throws IOException {
    URL content = Files.writeString(cache.resolve("jar"), "right").toUri().toURL();
    folder = cache.resolve("libtorch");
    library = folder.resolve("a.so");
    Path records = Files.createDirectory(cache.resolve("records"));
    unpacked = new UnpackedFolder(folder, records, Map.of("a.so", content, "b.so", content));
    unpacked.ensure();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void filesAreUnpackedOnce() throws IOException {
    assertEquals("right", Files.readString(library));
    Object before = FileIdentity.of(library);
    unpacked.ensure();
    assertEquals(before, FileIdentity.of(library));
    assertEquals(Optional.empty(), unpacked.defect());
    assertEquals(List.of("a.so", "b.so"), names(folder), "whatever is in it may be loaded");
    assertEquals(List.of("jar", "libtorch", "records"), names(cache));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void contentOfTheSameSizeAndTimeIsNotTrusted() throws IOException {
    FileTime time = Files.getLastModifiedTime(library);
    Files.writeString(library, "wrong");
    Files.setLastModifiedTime(library, time);
    assertTrue(unpacked.defect().orElseThrow().contains("a.so"));
    unpacked.ensure();
    assertEquals("right", Files.readString(library));
  }

  @Test
  void missingAndAdditionalFilesHaveTheFolderUnpackedAgain() throws IOException {
    Files.delete(library);
    unpacked.ensure();
    assertEquals("right", Files.readString(library));
    Files.writeString(folder.resolve("evil.so"), "x");
    unpacked.ensure();
    assertEquals(List.of("a.so", "b.so"), names(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreNotTrusted() throws IOException {
    Path elsewhere = Files.writeString(cache.resolve("elsewhere"), "right");
    Files.delete(library);
    Files.createSymbolicLink(library, elsewhere);
    unpacked.ensure();
    assertFalse(Files.isSymbolicLink(library));
    assertEquals("right", Files.readString(elsewhere));
  }

  @Test
  void folderOfAVersionWithoutDigestsIsUnpackedAgain() throws IOException {
    Object before = FileIdentity.of(library);
    Files.delete(cache.resolve("records/libtorch.sha256"));
    unpacked.ensure();
    assertFalse(before.equals(FileIdentity.of(library)));
    assertEquals(Optional.empty(), unpacked.defect());
  }

  @Test
  void whatAnotherProcessUnpackedMeanwhileStays() throws IOException {
    List<Object> theirs = new ArrayList<>();
    URL slow =
        url(
            () -> {
              unpacked.ensure();
              theirs.add(FileIdentity.of(library));
              return Files.newInputStream(cache.resolve("jar"));
            });
    URL content = cache.resolve("jar").toUri().toURL();
    Files.delete(library);
    new UnpackedFolder(folder, cache.resolve("records"), Map.of("a.so", slow, "b.so", content))
        .ensure();
    assertEquals(theirs, List.of(FileIdentity.of(library)), "it may be loaded at this moment");
    assertEquals(List.of("jar", "libtorch", "records"), names(cache));
  }

  private interface Opening {
    InputStream open() throws IOException;
  }

  private static URL url(Opening opening) throws IOException {
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public InputStream getInputStream() throws IOException {
                return opening.open();
              }

              @Override
              public long getContentLengthLong() {
                return "right".length();
              }
            };
          }
        };
    return new URL(null, "jar:a.so", handler);
  }

  @Test
  void whatAProcessThatDiedLeftIsDeleted() throws IOException {
    Path left = Files.createDirectory(cache.resolve(".gpen-999999999-0123456789abcdef.tmp"));
    Files.writeString(left.resolve("a.so"), "half");
    Path fresh = Files.createDirectory(cache.resolve(".gpen-999999999-0123456789abcdee.tmp"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
    Files.delete(library);
    unpacked.ensure();
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(fresh));
  }

  @Test
  void folderThatCannotBeUnpackedSaysWhy() throws IOException {
    Files.delete(cache.resolve("jar"));
    Files.delete(library);
    assertThrows(IOException.class, unpacked::ensure);
  }
}
