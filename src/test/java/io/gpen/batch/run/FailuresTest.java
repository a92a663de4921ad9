package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Unsupported;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.batch.manifest.ProcessingFingerprint;
import io.gpen.batch.scan.ScannedPhoto;
import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos that cannot be done, in this run and in later ones. */
class FailuresTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.photo("z.jpg", "faces=1 good");
  }

  private String reason() {
    return Lab.only(lab.run(), Failed.class).reason();
  }

  @ParameterizedTest
  @ValueSource(strings = {"corrupt", "read-native", "no picture at all"})
  void failsByItsOwnBytesAndTheRestGoesOn(String trouble) {
    lab.photo("a.jpg", trouble.equals("no picture at all") ? "text" : "faces=1 " + trouble);
    assertEquals(List.of("a.jpg failed FILE", "z.jpg restored"), lab.say(lab.run()));
    assertEquals(List.of("z.jpg"), List.copyOf(Lab.tree(lab.out).keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read-oom",
        "prepare-oom",
        "generate-oom",
        "generate-fails",
        "paste-fails",
        "encode-fails"
      })
  void failsByTheSurroundingsAndTheRestGoesOn(String trouble) {
    lab.photo("a.jpg", "faces=1 " + trouble);
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "z.jpg restored"), lab.say(lab.run()));
    assertEquals(List.of("z.jpg"), List.copyOf(Lab.tree(lab.out).keySet()));
    assertEquals(List.of("a.jpg known failed SURROUNDINGS", "z.jpg skipped"), lab.say(lab.run()));
    assertEquals(List.of("faces=1 " + trouble), lab.photos.reads, "tried again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"read-bug", "generate-bug"})
  void faultOfTheProgramIsNotThePhotosAndTriedAgainByTheNextVersion(String trouble) {
    lab.photo("a.jpg", "faces=1 " + trouble);
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg failed PROGRAM", "z.jpg restored"), lab.say(summary));
    String reason = Lab.only(summary, Failed.class).reason();
    assertTrue(reason.startsWith("internal error, not a fault of the photo"), reason);
    assertTrue(reason.contains("report"), reason);
    assertEquals(List.of("a.jpg known failed PROGRAM", "z.jpg skipped"), lab.say(lab.run()));
    assertEquals(List.of(), lab.photos.reads, "the same program fails in the same way");
    lab.toolVersion = "2";
    assertEquals(List.of("a.jpg known failed PROGRAM", "z.jpg skipped"), lab.say(lab.run()));
    assertEquals(List.of("faces=1 " + trouble), lab.photos.reads, "tried again");
  }

  @Test
  void nativeCodeInWantOfMemoryIsNotThePhotosFault() {
    // What OpenCV's binding makes of a C++ exception that is not its own.
    Throwable thrown = new Exception("std::bad_alloc");
    assertEquals(Failures.Kind.SURROUNDINGS, Failures.of(thrown, true).kind());
    assertEquals(Failures.Kind.FILE, Failures.of(new Exception("unknown"), true).kind());
  }

  @Test
  void memoryIsNamedWithItsRemedy() {
    lab.photo("a.jpg", "faces=1 prepare-oom");
    assertTrue(reason().contains("memory"), reason());
    lab.photo("a.jpg", "faces=1 generate-oom");
    assertTrue(reason().contains("-Xmx"), reason());
  }

  @Test
  void emptyPictureIsAFailureAndNotesAreIgnored() throws IOException {
    Files.createFile(lab.in.resolve("empty.jpg"));
    Lab.file(lab.in.resolve("notes.txt"), "words");
    BatchSummary summary = lab.run();
    assertEquals(List.of("empty.jpg failed FILE", "z.jpg restored"), lab.say(summary));
    assertTrue(Lab.only(summary, Failed.class).reason().contains("empty"));
    assertEquals(1, summary.ignored());
  }

  @Test
  void unsupportedIsNamedEveryTimeAndReadOnce() {
    lab.photo("a.gif", "unsupported");
    assertEquals(List.of("a.gif unsupported", "z.jpg restored"), lab.say(lab.run()));
    List<String> manifest = lab.manifest();
    BatchSummary again = lab.run();
    assertEquals(List.of("a.gif unsupported", "z.jpg skipped"), lab.say(again));
    assertTrue(Lab.only(again, Unsupported.class).reason().contains("GIF"));
    assertEquals(manifest, lab.manifest());
  }

  @Test
  void tooManyPixelsFailBeforeDecodingAndAreTriedAgainWithMore() {
    lab.photo("a.jpg", "faces=1 width=20000 height=20000");
    String reason = reason();
    assertTrue(reason.contains("20000 x 20000") && reason.contains("--max-pixels"), reason);
    assertEquals(List.of(), lab.photos.reads.stream().filter(r -> r.contains("20000")).toList());
    assertEquals(List.of("a.jpg known failed FILE", "z.jpg skipped"), lab.say(lab.run()));
    lab.maxPixels = 400_000_000;
    assertEquals(List.of("a.jpg restored", "z.jpg skipped"), lab.say(lab.run()));
  }

  @Test
  void failureOfTheBytesIsRememberedWithoutALine() {
    lab.photo("a.jpg", "faces=1 corrupt");
    lab.run();
    List<String> manifest = lab.manifest();
    assertEquals(List.of("a.jpg known failed FILE", "z.jpg skipped"), lab.say(lab.run()));
    assertEquals(List.of(), lab.photos.reads);
    assertEquals(manifest, lab.manifest());
  }

  @Test
  void failureOfTheBytesIsForgottenWhenAnythingChanges() {
    lab.photo("a.jpg", "faces=1 corrupt");
    lab.run();
    lab.photo("a.jpg", "faces=1 corrupt too");
    assertEquals(List.of("a.jpg failed FILE", "z.jpg skipped"), lab.say(lab.run()));
    lab.toolVersion = "2";
    assertTriedAgain();
    lab.models.put("detector", Sha256.of(new byte[1]));
    assertTriedAgain();
    lab.write = new OutputOptions(Optional.empty(), 90, false);
    assertTriedAgain();
    lab.retryFailed = true;
    assertTriedAgain();
    assertTriedAgain();
    lab.retryFailed = false;
    lab.run();
    assertEquals(List.of(), lab.photos.reads);
    lab.photo("a.jpg", "faces=1 mended");
    assertEquals(List.of("a.jpg restored", "z.jpg skipped"), lab.say(lab.run()));
  }

  /** The same file failing in the same way again is no news. */
  private void assertTriedAgain() {
    assertEquals("a.jpg known failed FILE", lab.say(lab.run()).get(0));
    assertTrue(lab.photos.reads.contains("faces=1 corrupt too"));
  }

  @Test
  void vanishedFilesAndBrokenLinksAreTriedAgainEveryTime() throws IOException {
    Files.createSymbolicLink(lab.in.resolve("a.jpg"), root.resolve("elsewhere.jpg"));
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg failed SURROUNDINGS", "z.jpg restored"), lab.say(summary));
    assertTrue(Lab.only(summary, Failed.class).reason().contains("broken link"));
    List<String> manifest = lab.manifest();
    assertEquals(List.of("a.jpg known failed SURROUNDINGS", "z.jpg skipped"), lab.say(lab.run()));
    assertEquals(manifest, lab.manifest(), "the same again is not noted again");
    Lab.file(root.resolve("elsewhere.jpg"), "faces=1 back");
    assertEquals(List.of("a.jpg restored", "z.jpg skipped"), lab.say(lab.run()));
  }

  @Test
  void photoThatVanishesDuringTheRunFailsAlone() {
    lab.photo("y.jpg", "faces=1 y");
    lab.listener =
        new BatchListener() {
          @Override
          public void scanned(int count) {
            delete(lab.in.resolve("y.jpg"));
          }

          @Override
          public void finished(PhotoOutcome outcome) {}
        };
    assertEquals(List.of("y.jpg failed SURROUNDINGS", "z.jpg restored"), lab.say(lab.run()));
  }

  @Test
  void brokenListenerDoesNotEndTheRun() {
    lab.listener =
        new BatchListener() {
          @Override
          public void scanned(int count) {
            throw new IllegalStateException("no terminal");
          }

          @Override
          public void finished(PhotoOutcome outcome) {
            throw new IllegalStateException("no terminal");
          }
        };
    assertEquals(List.of("z.jpg restored"), lab.say(lab.run()));
  }

  @Test
  void forbiddenFileIsAFailureOfTheSurroundings() {
    Failures.Failure failure = Failures.of(new AccessDeniedException("a.jpg"), true);
    assertEquals(Failures.Kind.SURROUNDINGS, failure.kind());
    assertTrue(failure.reason().contains("permission denied"), failure.reason());
  }

  @Test
  void troubleWithAFolderIsNewOnce() {
    for (boolean known : List.of(false, true)) {
      Outcomes outcomes = new Outcomes(lab.listener);
      try (Manifest manifest = Manifest.open(lab.out, lab.steps)) {
        new RunRecorder(
                lab.request(),
                ProcessingFingerprint.of(lab.request()),
                manifest.read(new ManifestIndex(-1)),
                Optional.of(manifest),
                outcomes)
            .couldNotStart(
                new ScannedPhoto(lab.in.resolve("sub"), Path.of("in/sub"), "sub"),
                "sub",
                "the folder cannot be read");
      }
      assertEquals(known, ((Failed) outcomes.sorted().get(0)).known());
    }
    assertEquals(1, lab.manifest().size());
  }

  @Test
  void pipeIsReportedAndNotOpened() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", lab.in.resolve("p.jpg").toString()).start();
    org.junit.jupiter.api.Assumptions.assumeTrue(mkfifo.waitFor() == 0);
    assertEquals(List.of("p.jpg failed SURROUNDINGS", "z.jpg restored"), lab.say(lab.run()));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
