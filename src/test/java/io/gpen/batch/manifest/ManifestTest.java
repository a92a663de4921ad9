package io.gpen.batch.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.FaceRecord;
import io.gpen.batch.manifest.ManifestLine.End;
import io.gpen.batch.manifest.ManifestLine.Ended;
import io.gpen.batch.manifest.ManifestLine.Started;
import io.gpen.batch.run.LockChild;
import io.gpen.face.FaceOutcome;
import io.gpen.files.FileState;
import io.gpen.files.FileSteps;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

  private static final FileState STATE =
      new FileState(12, Instant.parse("2020-01-02T03:04:05.678901234Z"), Sha256.of(new byte[0]));
  private static final ProcessingFingerprint RECIPE =
      new ProcessingFingerprint(
          1, new TreeMap<>(Map.of("quality", "95")), new TreeMap<>(Map.of("g", "abc")));

  @TempDir Path folder;

  private static Started started(String output) {
    return new Started(
        output,
        "/in/" + output,
        STATE,
        false,
        false,
        null,
        false,
        RECIPE,
        null,
        "1",
        Instant.EPOCH);
  }

  private static Ended ended(String output) {
    return new Ended(
        output,
        "/in/" + output,
        End.RESTORED,
        null,
        "",
        2,
        1,
        0.5,
        STATE,
        STATE,
        RECIPE,
        "a digest",
        "1",
        9,
        Instant.EPOCH,
        null,
        640,
        480,
        List.of(
            new FaceRecord(
                1,
                List.of(1.5, 2.0, 3.0, 4.0),
                0.97,
                FaceRecord.Outcome.KEPT,
                FaceOutcome.Rule.GEOMETRY,
                "its eyes are below its mouth",
                null,
                List.of(),
                null)),
        List.of("A comment cannot be kept."));
  }

  private void append(ManifestLine... lines) {
    try (Manifest manifest = Manifest.open(folder, FileSteps.NONE)) {
      List.of(lines).forEach(manifest::append);
    }
  }

  private void raw(String text) throws IOException {
    Files.writeString(
        folder.resolve(Manifest.NAME), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void remembersEverythingItWasTold() {
    String name = "Jos\u00e9/\"q\"\\\n\u2028 \ud83d\ude00.jpg";
    append(started(name), ended(name));
    ManifestIndex.Entry entry = Manifest.peek(folder).at(name).orElseThrow();
    assertEquals(ended(name), entry.last().orElseThrow());
    assertEquals(Optional.empty(), entry.pending());
    assertEquals(STATE, entry.written().orElseThrow());
    assertEquals(name, entry.output());
    assertEquals("/in/" + name, entry.input());
  }

  @Test
  void startWithoutEndIsPending() {
    append(started("a.jpg"));
    ManifestIndex.Entry entry = Manifest.peek(folder).at("a.jpg").orElseThrow();
    assertEquals(started("a.jpg"), entry.pending().orElseThrow());
    assertEquals(Optional.empty(), entry.last());
  }

  @Test
  void lineIsOnTheDiskWhenAppendReturns() {
    try (Manifest manifest = Manifest.open(folder, FileSteps.NONE)) {
      manifest.append(started("a.jpg"));
      assertTrue(manifest.read(new ManifestIndex(-1)).at("a.jpg").isPresent());
      manifest.append(ended("a.jpg"));
      assertTrue(manifest.read(new ManifestIndex(-1)).at("a.jpg").orElseThrow().last().isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"event\":\"ended\",\"output\":\"b", "{", "\0\0\0\0", "\u00e9"})
  void tornLastLineIsToleratedAndSealedOff(String torn) throws IOException {
    append(started("a.jpg"));
    raw(torn);
    assertEquals(1, Manifest.peek(folder).entries().size());
    append(ended("a.jpg"), started("c.jpg"));
    ManifestIndex index = Manifest.peek(folder);
    assertTrue(index.at("a.jpg").orElseThrow().last().isPresent(), "not glued to the torn line");
    assertTrue(index.at("c.jpg").isPresent());
  }

  @Test
  void everyCutOfTheLastLineIsTolerated() throws IOException {
    append(started("a.jpg"), ended("a.jpg"));
    Path file = folder.resolve(Manifest.NAME);
    byte[] whole = Files.readAllBytes(file);
    int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int cut = first; cut < whole.length - 1; cut++) {
      Files.write(file, java.util.Arrays.copyOf(whole, cut));
      assertTrue(Manifest.peek(folder).at("a.jpg").orElseThrow().last().isEmpty(), "cut at " + cut);
    }
  }

  @Test
  void aLinkInItsPlaceIsNotWrittenThrough() throws IOException {
    Path photo = Files.writeString(folder.resolve("photo"), "precious");
    Path out = Files.createDirectory(folder.resolve("linked"));
    Files.createSymbolicLink(out.resolve(Manifest.NAME), photo);
    assertThrows(BatchAbortedException.class, () -> Manifest.open(out, FileSteps.NONE));
    assertThrows(BatchAbortedException.class, () -> Manifest.peek(out));
    assertEquals("precious", Files.readString(photo));
  }

  @Test
  void anotherFileOfItsNameIsRefused() throws IOException {
    raw("\u00ff\u00d8 a photo\nand more of it\n");
    String message =
        assertThrows(BatchAbortedException.class, () -> Manifest.peek(folder)).getMessage();
    assertTrue(message.contains("is no manifest of gpen"), message);
  }

  @Test
  void damagedLinesAmongOthersArePassedOver() throws IOException {
    append(started("a.jpg"));
    raw("XXXXent\n");
    append(ended("a.jpg"));
    assertTrue(Manifest.peek(folder).at("a.jpg").orElseThrow().last().isPresent());
  }

  @Test
  void passesOverWhatItDoesNotKnow() throws IOException {
    append(started("a.jpg"));
    raw("{\"event\":\"compacted\"}\n[]\nnull\n\n{\"event\":7}\n{\"event\":\"ended\"}\n");
    raw("{\"event\":\"ended\",\"output\":{},\"input\":[]}\n");
    raw("{\"event\":\"started\",\"output\":\"b.jpg\",\"source\":{\"sha256\":\"xyz\"}}\n");
    append(ended("a.jpg"));
    ManifestIndex index = Manifest.peek(folder);
    assertEquals(1, index.entries().size());
    assertTrue(index.at("a.jpg").orElseThrow().last().isPresent());
  }

  @Test
  void linesOfEarlierVersionsHaveNoFacesAndNoSize() throws IOException {
    append(ended("a.jpg"));
    Path file = folder.resolve(Manifest.NAME);
    String now = Files.readString(file);
    String before = now.replaceAll(",\"(width|height)\":\\d+|,\"(faces|warnings)\":\\[.*\\]", "");
    assertFalse(before.contains("box"), before);
    Files.writeString(file, before);
    Ended last = Manifest.peek(folder).at("a.jpg").orElseThrow().last().orElseThrow();
    assertEquals(2, last.restored());
    assertNull(last.faces());
    assertNull(last.width());
    assertNull(last.warnings());
  }

  @Test
  void givenUpWorkLeavesWhatWasDoneBefore() {
    Ended givenUp =
        new Ended(
            "a.jpg",
            "/in/a.jpg",
            End.GIVEN_UP,
            null,
            "",
            0,
            0,
            0,
            STATE,
            null,
            RECIPE,
            null,
            "1",
            9,
            Instant.EPOCH,
            null,
            null,
            null,
            null,
            null);
    append(ended("a.jpg"), started("a.jpg"), givenUp);
    ManifestIndex.Entry entry = Manifest.peek(folder).at("a.jpg").orElseThrow();
    assertEquals(Optional.empty(), entry.pending());
    assertEquals(ended("a.jpg"), entry.last().orElseThrow());
  }

  @Test
  void readsAgainOnlyWhatHasGrown() {
    append(started("a.jpg"));
    ManifestIndex peeked = Manifest.peek(folder);
    try (Manifest manifest = Manifest.open(folder, FileSteps.NONE)) {
      assertSame(peeked, manifest.read(peeked));
      manifest.append(started("b.jpg"));
      assertEquals(2, manifest.read(peeked).entries().size());
    }
  }

  @Test
  void recipesAreKeptInMemoryOnce() {
    append(ended("a.jpg"), ended("b.jpg"));
    ManifestIndex index = Manifest.peek(folder);
    assertSame(
        index.at("a.jpg").orElseThrow().last().orElseThrow().fingerprint(),
        index.at("b.jpg").orElseThrow().last().orElseThrow().fingerprint());
  }

  @Test
  void onePhotoTakesUnderTwoKilobytes() {
    int bytes =
        ManifestJson.write(started("a.jpg")).length() + ManifestJson.write(ended("a.jpg")).length();
    assertTrue(bytes < 2048, bytes + " bytes");
  }

  @Test
  void secondRunOfThisProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    try (Manifest first = Manifest.open(folder, FileSteps.NONE)) {
      assertRefused();
      assertThrows(BatchAbortedException.class, () -> Manifest.peek(folder));
      assertEquals(LockChild.REFUSED, LockChild.run(folder), "another process is refused as well");
      first.append(started("a.jpg"));
    }
    append(ended("a.jpg"));
    assertEquals(List.of(Manifest.NAME), List.copyOf(names()), "no lock file stays behind");
  }

  @Test
  void folderThatCouldNotBeLockedIsNotTakenForLocked() throws IOException {
    Path inTheWay = Files.createDirectory(folder.resolve(FolderLock.HOLDER));
    Path inside = Files.writeString(inTheWay.resolve("x"), "");
    BatchAbortedException e =
        assertThrows(BatchAbortedException.class, () -> Manifest.open(folder, FileSteps.NONE));
    assertTrue(e.getMessage().contains("cannot be written"), e.getMessage());
    Files.delete(inside);
    Files.delete(inTheWay);
    Manifest.open(folder, FileSteps.NONE).close();
  }

  private void assertRefused() {
    BatchAbortedException e =
        assertThrows(
            BatchAbortedException.class, () -> Manifest.open(folder, FileSteps.NONE).close());
    String pid = Long.toString(ProcessHandle.current().pid());
    assertTrue(e.getMessage().contains(pid), e.getMessage());
  }

  @Test
  void lockDiesWithItsProcess() throws Exception {
    Process child = LockChild.start(folder, "hold");
    try {
      assertEquals("locked", child.inputReader().readLine());
      BatchAbortedException e =
          assertThrows(
              BatchAbortedException.class, () -> Manifest.open(folder, FileSteps.NONE).close());
      assertTrue(e.getMessage().contains("process " + child.pid()), e.getMessage());
    } finally {
      child.destroyForcibly().waitFor();
    }
    append(started("a.jpg"));
    assertEquals(List.of(Manifest.NAME), List.copyOf(names()));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
