package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpen.batch.BatchRequest;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.BatchUsageException;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.manifest.Manifest;
import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not ours: other people's outputs, and inputs. */
class ForeignFilesTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.photo("a.jpg", "faces=1 a");
    lab.photo("b.jpg", "faces=1 b");
  }

  @Test
  void fileThatWeDidNotWriteIsLeftAlone() {
    Lab.file(lab.out.resolve("a.jpg"), "somebody's work");
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(summary));
    assertEquals("somebody's work", lab.read("a.jpg"));
    String reason = Lab.only(summary, PhotoOutcome.Failed.class).reason();
    assertTrue(reason.contains("--overwrite") && reason.contains("a.jpg"), reason);
    assertEquals(List.of("faces=1 b"), lab.photos.reads, "decided before any work");
    assertEquals(List.of("a.jpg known failed SURROUNDINGS", "b.jpg skipped"), lab.say(lab.run()));
  }

  @Test
  void alteredOutputIsLeftAlone() throws IOException {
    lab.run();
    Files.writeString(lab.out.resolve("a.jpg"), "touched up by hand");
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg skipped"), lab.say(lab.run()));
    assertEquals("touched up by hand", lab.read("a.jpg"));
    lab.photo("a.jpg", "faces=2 changed input");
    assertEquals(List.of("a.jpg known failed SURROUNDINGS", "b.jpg skipped"), lab.say(lab.run()));
    assertEquals("touched up by hand", lab.read("a.jpg"));
  }

  @Test
  void overwriteReplacesThem() throws IOException {
    Lab.file(lab.out.resolve("a.jpg"), "somebody's work");
    lab.overwrite = true;
    assertEquals(List.of("a.jpg restored", "b.jpg restored"), lab.say(lab.run()));
    assertEquals(FakePhotos.restored("faces=1 a"), lab.read("a.jpg"));
    Files.writeString(lab.out.resolve("a.jpg"), "touched up by hand");
    assertEquals(List.of("a.jpg restored", "b.jpg skipped"), lab.say(lab.run()));
  }

  @Test
  void foreignFileIsStillForeignWhenTheProcessDiedBeforeReplacingIt() {
    Lab.file(lab.out.resolve("a.jpg"), "somebody's work");
    lab.overwrite = true;
    Snapshots snapshots = new Snapshots(lab, "flushed");
    lab.steps = snapshots;
    lab.run();
    snapshots.restore(0);
    lab.steps = io.gpen.files.FileSteps.NONE;
    lab.overwrite = false;
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(lab.run()));
    assertEquals("somebody's work", lab.read("a.jpg"));
  }

  @Test
  void fileThatAppearsAfterADeathIsForeign() throws IOException {
    Snapshots snapshots = new Snapshots(lab, "noted start");
    lab.steps = snapshots;
    lab.run();
    snapshots.restore(0);
    lab.steps = io.gpen.files.FileSteps.NONE;
    Files.writeString(lab.out.resolve("a.jpg"), "somebody's work");
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(lab.run()));
    assertEquals("somebody's work", lab.read("a.jpg"));
  }

  @Test
  void fileThatAppearsDuringTheWorkIsLeftAlone() {
    lab.photos.onGenerate =
        words -> {
          if (words.endsWith(" a")) {
            Lab.file(lab.out.resolve("a.jpg"), "somebody was faster");
          }
        };
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(lab.run()));
    assertEquals("somebody was faster", lab.read("a.jpg"));
  }

  @Test
  void outputThatIsAlteredDuringTheWorkIsLeftAlone() {
    lab.run();
    lab.models.put("generator", Sha256.of(new byte[1]));
    lab.photos.onGenerate =
        words -> {
          if (words.endsWith(" a")) {
            Lab.file(lab.out.resolve("a.jpg"), "somebody retouched it");
          }
        };
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(lab.run()));
    assertEquals("somebody retouched it", lab.read("a.jpg"));
  }

  @Test
  void folderInTheWayIsNamed() throws IOException {
    Files.createDirectories(lab.out.resolve("a.jpg"));
    lab.overwrite = true;
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(summary));
    String reason = Lab.only(summary, PhotoOutcome.Failed.class).reason();
    assertTrue(reason.contains("is a folder"), reason);
  }

  @Test
  void pipeInTheWayIsNeverReplaced() throws Exception {
    Path pipe = Files.createDirectories(lab.out).resolve("a.jpg");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    lab.overwrite = true;
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(summary));
    String reason = Lab.only(summary, PhotoOutcome.Failed.class).reason();
    assertTrue(reason.contains("a pipe"), reason);
    assertFalse(lab.photos.reads.contains("faces=1 a"), "work that cannot be written");
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void pipeInPlaceOfTheManifestStopsTheRun() throws Exception {
    Path pipe = Files.createDirectories(lab.out).resolve(Manifest.NAME);
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    BatchSummary summary =
        assertTimeoutPreemptively(java.time.Duration.ofSeconds(60), () -> lab.run());
    String message = summary.stopped().orElseThrow().message();
    assertTrue(message.contains("not a regular file"), message);
  }

  @Test
  void linkInPlaceOfTheLocksNameIsNotWrittenThrough() throws IOException {
    Path elsewhere = Lab.file(root.resolve("elsewhere.txt"), "precious");
    Files.createDirectories(lab.out);
    Files.createSymbolicLink(lab.out.resolve(".gpen-lock"), elsewhere);
    lab.run();
    assertEquals("precious", read(elsewhere));
  }

  @Test
  void linkInTheWayIsForeign() throws IOException {
    Path elsewhere = Lab.file(root.resolve("elsewhere.jpg"), "precious");
    Files.createDirectories(lab.out);
    Files.createSymbolicLink(lab.out.resolve("a.jpg"), elsewhere);
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "b.jpg restored"), lab.say(lab.run()));
    lab.overwrite = true;
    assertEquals(List.of("a.jpg restored", "b.jpg skipped"), lab.say(lab.run()));
    assertEquals("precious", read(elsewhere), "the link was replaced, not what it leads to");
  }

  @Test
  void neverWritesToAnInputFolder() {
    lab.overwrite = true;
    assertRefused(lab.in);
    assertRefused(lab.in.resolve("../in"));
  }

  @Test
  void neverWritesToAnInputThroughAFolderLink() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), lab.in);
    lab.overwrite = true;
    assertRefused(link);
    lab.recursive = true;
    Path deep = lab.photo("sub/c.jpg", "faces=1 c").getParent();
    Files.createDirectories(lab.out);
    Files.createSymbolicLink(lab.out.resolve("sub"), deep);
    assertRefused(lab.out);
  }

  @Test
  void neverWritesToAnInputThroughALink() throws IOException {
    Files.createDirectories(lab.out);
    Path output = lab.out.resolve("b.jpg");
    lab.overwrite = true;
    Files.createLink(output, lab.in.resolve("a.jpg"));
    assertRefused(lab.out);
    Files.delete(output);
    Files.createSymbolicLink(output, lab.in.resolve("a.jpg"));
    assertRefused(lab.out);
  }

  @Test
  void neverWritesToAFileThatIsAnInput() {
    lab.inputs = List.of(lab.in.resolve("a.jpg"));
    lab.overwrite = true;
    assertRefused(lab.in);
    lab.write = new OutputOptions(Optional.of(PhotoFormat.PNG), 95, false);
    lab.inputs = List.of(lab.photo("c.png", "faces=1 format=PNG"), lab.in.resolve("a.jpg"));
    assertRefused(lab.in);
  }

  @Test
  void neverWritesPicturesToAnInput() throws IOException {
    lab.saveFaces = Optional.of(lab.in);
    assertRefused(lab.out);
    Path faces = Files.createDirectories(root.resolve("faces"));
    lab.saveFaces = Optional.of(faces);
    Files.createLink(faces.resolve("b.jpg.face-01.after.png"), lab.in.resolve("a.jpg"));
    assertRefused(lab.out);
    lab.saveFaces = Optional.empty();
    lab.compare = Optional.of(faces);
    Files.createLink(faces.resolve("b.jpg.compare.jpg"), lab.in.resolve("a.jpg"));
    assertRefused(lab.out);
  }

  private void assertRefused(Path output) {
    var before = Lab.tree(root);
    Lab other = new Lab(root);
    other.inputs = lab.inputs;
    other.recursive = lab.recursive;
    other.write = lab.write;
    other.saveFaces = lab.saveFaces;
    other.compare = lab.compare;
    other.overwrite = true;
    BatchRequest request = withOutput(other.request(), output);
    BatchRunner runner =
        new BatchRunner(new BatchTools(lab.photos, lab.steps, lab.clock, lab.budget));
    assertThrows(
        BatchUsageException.class, () -> runner.run(request, () -> lab.photos, lab.listener));
    assertEquals(before, Lab.tree(root), "nothing was touched");
    assertFalse(Files.exists(output.resolve(Manifest.NAME)));
  }

  private static BatchRequest withOutput(BatchRequest r, Path output) {
    return new BatchRequest(
        r.inputs(),
        output,
        r.recursive(),
        r.excludes(),
        r.restore(),
        r.write(),
        r.models(),
        r.generator(),
        r.upscaler(),
        r.saveFaces(),
        r.compare(),
        r.report(),
        r.overwrite(),
        r.dryRun(),
        r.limit(),
        r.maxTime(),
        r.photoTimeout(),
        r.retryFailed(),
        r.maxPixels(),
        r.toolVersion());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
