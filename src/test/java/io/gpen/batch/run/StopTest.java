package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.BatchSummary.Stop;
import io.gpen.batch.manifest.Manifest;
import io.gpen.files.FileSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that end before their last photo. */
class StopTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    for (String name : List.of("a", "b", "c", "d")) {
      lab.photo(name + ".jpg", "faces=1 " + name);
    }
  }

  private List<String> left(BatchSummary summary) {
    return summary.leftForLater().stream().map(p -> p.getFileName().toString()).toList();
  }

  private static Stop stop(BatchSummary summary) {
    return summary.stopped().orElseThrow(() -> new AssertionError("it went on"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "written", "flushed"})
  void fullDiskEndsTheRunWithNothingHalfWritten(String step) {
    lab.steps =
        (done, file) -> {
          if (done.equals(step) && file.endsWith("b.jpg")) {
            throw new IOException("No space left on device");
          }
        };
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
    assertTrue(stop(summary).message().contains("No space left"), stop(summary).message());
    assertEquals(List.of("a.jpg restored"), lab.say(summary));
    assertEquals(List.of("b.jpg", "c.jpg", "d.jpg"), left(summary));
    assertEquals(List.of("a.jpg"), List.copyOf(Lab.tree(lab.out).keySet()));

    lab.steps = FileSteps.NONE;
    BatchSummary next = lab.run();
    assertEquals(
        List.of("a.jpg skipped", "b.jpg restored", "c.jpg restored", "d.jpg restored"),
        lab.say(next));
    assertFalse(
        lab.manifest().stream().anyMatch(l -> l.contains("\"alone\":true")), "nobody is blamed");
  }

  @Test
  void fullDiskForTheManifestEndsTheRun() {
    lab.steps =
        (done, file) -> {
          if (done.equals("noted start")) {
            throw new IOException("Disk quota exceeded");
          }
        };
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
    assertEquals(List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg"), left(summary));
    assertEquals(List.of(), List.copyOf(Lab.tree(lab.out).keySet()));
  }

  @Test
  void failureThatCannotBeNotedIsNamedAmongWhatIsLeft() {
    lab.excludes = List.of("[acd].jpg");
    lab.photo("b.jpg", "faces=1 corrupt b");
    diskIsFullForAMoment("noting end");
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
    assertEquals(List.of("b.jpg"), left(summary));
  }

  @Test
  void outputWhoseEndCannotBeNotedIsStillOurs() {
    lab.excludes = List.of("[bcd].jpg");
    diskIsFullForAMoment("noting end");
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
    assertEquals(List.of("a.jpg"), left(summary));
    assertTrue(Files.exists(lab.out.resolve("a.jpg")));
    lab.steps = FileSteps.NONE;
    assertEquals(List.of("a.jpg restored"), lab.say(lab.run()));
  }

  /** Lets a step fail the first time that it is reached. */
  private void diskIsFullForAMoment(String failing) {
    AtomicBoolean failed = new AtomicBoolean();
    lab.steps =
        (step, file) -> {
          if (step.equals(failing) && !failed.getAndSet(true)) {
            throw new IOException("No space left on device");
          }
        };
  }

  @Test
  void failureOfOneOutputDoesNotEndTheRun() {
    lab.steps =
        (done, file) -> {
          if (done.equals("created") && file.endsWith("b.jpg")) {
            throw new IOException("File name too long");
          }
        };
    BatchSummary summary = lab.run();
    assertEquals(
        List.of("a.jpg restored", "b.jpg failed SURROUNDINGS", "c.jpg restored", "d.jpg restored"),
        lab.say(summary));
    assertEquals(Optional.empty(), summary.stopped());
    assertEquals(3, Lab.tree(lab.out).size());
  }

  @Test
  void outputThatStandsAlthoughItsRunFailedIsStillOurs() {
    lab.steps =
        (done, file) -> {
          if (done.equals("renamed") && file.endsWith("b.jpg")) {
            throw new IOException("Input/output error");
          }
        };
    assertTrue(lab.say(lab.run()).contains("b.jpg failed SURROUNDINGS"));
    lab.steps = FileSteps.NONE;
    assertTrue(lab.say(lab.run()).contains("b.jpg restored"));
  }

  @Test
  void outputThatIsAFileStopsTheRun() throws IOException {
    Files.writeString(lab.out, "not a folder");
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
    assertEquals(List.of(), summary.outcomes());
  }

  @Test
  void folderThatCannotBeWrittenIsToldFromAFileThatCannot() throws IOException {
    IOException denied = new java.nio.file.AccessDeniedException("x");
    WriteProbe.check(root, 100_000, denied);
    assertEquals(1, Files.list(root).count(), "the probe leaves nothing behind");
    Path file = Files.writeString(root.resolve("file"), "");
    BatchAbortedException e =
        assertThrows(BatchAbortedException.class, () -> WriteProbe.check(file, 100_000, denied));
    assertTrue(e.getMessage().contains("file"), e.getMessage());
  }

  @Test
  void folderThatAnotherRunWritesToStopsTheRun() throws Exception {
    Process other = LockChild.start(lab.out, "hold");
    try {
      assertEquals("locked", other.inputReader().readLine());
      BatchSummary summary = lab.run();
      assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
      assertTrue(stop(summary).message().contains("another run"), stop(summary).message());
      assertEquals(List.of(), summary.outcomes());
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertEquals(4, lab.run().outcomes().size());
  }

  @Test
  void missingInputStopsTheRunAndTouchesNothing() {
    lab.inputs = List.of(lab.in, root.resolve("not-mounted"));
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
    assertFalse(Files.exists(lab.out));
  }

  @Test
  void inputThatIsSuddenlyEmptyStopsTheRun() throws IOException {
    lab.run();
    for (String name : List.of("a", "b", "c", "d")) {
      Files.delete(lab.in.resolve(name + ".jpg"));
    }
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.CANNOT_GO_ON, stop(summary).kind());
    assertTrue(stop(summary).message().contains("mounted"), stop(summary).message());
    assertEquals(4, Lab.tree(lab.out).size());
  }

  @Test
  void inputThatWasAlwaysEmptyIsFine() {
    Path other = root.resolve("other");
    Lab.make(other);
    lab.inputs = List.of(lab.in, other);
    lab.run();
    assertEquals(Optional.empty(), lab.run().stopped());
  }

  @Test
  void limitLeavesTheRestForLater() {
    lab.limit = 2;
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg restored", "b.jpg restored"), lab.say(summary));
    assertEquals(List.of("c.jpg", "d.jpg"), left(summary));
    assertEquals(Optional.empty(), summary.stopped());
    BatchSummary second = lab.run();
    assertEquals(
        List.of("a.jpg skipped", "b.jpg skipped", "c.jpg restored", "d.jpg restored"),
        lab.say(second));
    assertEquals(List.of(), left(second));
  }

  @Test
  void limitStillTellsWhatIsDone() {
    lab.run();
    lab.photo("a.jpg", "faces=1 new");
    lab.photo("b.jpg", "faces=1 new as well");
    lab.limit = 1;
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg restored", "c.jpg skipped", "d.jpg skipped"), lab.say(summary));
    assertEquals(List.of("b.jpg"), left(summary));
  }

  @Test
  void noPhotoIsBegunAfterTheTime() {
    AtomicLong now = new AtomicLong();
    lab.clock = now::get;
    lab.maxTime = Optional.of(Duration.ofHours(6));
    lab.photos.onRead =
        words -> {
          if (words.endsWith(" b")) {
            now.set(Duration.ofHours(6).toNanos());
          }
        };
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg restored", "b.jpg restored"), lab.say(summary));
    assertEquals(List.of("c.jpg", "d.jpg"), left(summary));
    assertEquals(Duration.ofHours(6), summary.elapsed());
  }

  @Test
  void dryRunSaysWhatItWouldDoAndWritesNothing() {
    lab.dryRun = true;
    lab.limit = 3;
    BatchSummary summary =
        lab.run(
            () -> {
              throw new AssertionError("a dry run needs no models");
            });
    assertEquals(List.of("a.jpg planned", "b.jpg planned", "c.jpg planned"), lab.say(summary));
    assertEquals(List.of("d.jpg"), left(summary));
    assertFalse(Files.exists(lab.out));

    lab.dryRun = false;
    lab.run();
    lab.dryRun = true;
    lab.photo("e.jpg", "faces=1 corrupt");
    var before = Lab.tree(root);
    assertEquals(
        List.of(
            "a.jpg skipped", "b.jpg skipped", "c.jpg skipped", "d.jpg planned", "e.jpg planned"),
        lab.say(lab.run()));
    assertEquals(before, Lab.tree(root));
  }

  @Test
  void requestedStopFinishesThePhotoInHandAndLeavesTheRestUntouched() {
    lab.budget = 1 << 30;
    CountDownLatch allRead = new CountDownLatch(4);
    lab.photos.onRead = words -> allRead.countDown();
    lab.photos.onGenerate =
        words -> {
          await(allRead);
          lab.runner.requestStop();
        };
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.INTERRUPTED, stop(summary).kind());
    assertEquals(List.of("a.jpg restored"), lab.say(summary));
    assertEquals(List.of("b.jpg", "c.jpg", "d.jpg"), left(summary));
    assertEquals(List.of("a.jpg"), List.copyOf(Lab.tree(lab.out).keySet()));

    lab.photos.onGenerate = words -> {};
    assertEquals(
        List.of("a.jpg skipped", "b.jpg restored", "c.jpg restored", "d.jpg restored"),
        lab.say(lab.run()));
    assertFalse(
        lab.manifest().stream().anyMatch(l -> l.contains("\"alone\":true")), "nobody is blamed");
  }

  @Test
  void modelsThatCannotBeLoadedEndTheRunAsTheirOwnError() {
    RuntimeException missing = new IllegalStateException("no such model");
    lab.photo("0.jpg", "faces=0 done before");
    lab.limit = 1;
    lab.run();
    lab.limit = Long.MAX_VALUE;
    BatchSummary summary =
        lab.run(
            () -> {
              throw missing;
            });
    assertEquals(Stop.Kind.BROKEN, stop(summary).kind());
    assertEquals(Optional.of(missing), stop(summary).cause());
    assertEquals(List.of("0.jpg skipped"), lab.say(summary), "what was done is told");
    assertEquals(List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg"), left(summary));
    assertEquals(
        List.of("0.jpg"), List.copyOf(Lab.tree(lab.out).keySet()), "the lock is given back");
    assertEquals(5, lab.run().outcomes().size());
  }

  @Test
  void faultOfTheProgramEndsTheRunWithItsSummary() {
    lab.steps =
        (done, file) -> {
          if (done.equals("noted end")) {
            throw new AssertionError("impossible");
          }
        };
    BatchSummary summary = lab.run();
    assertEquals(Stop.Kind.BROKEN, stop(summary).kind());
    assertEquals("impossible", stop(summary).cause().orElseThrow().getMessage());
    lab.steps = FileSteps.NONE;
    assertEquals(4, lab.run().outcomes().size());
  }

  @Test
  void leftoversOfOurTemporariesAreSweptAndOthersStay() {
    lab.recursive = true;
    lab.photo("sub/e.jpg", "faces=1 e");
    lab.saveFaces = Optional.of(root.resolve("faces"));
    String ours = ".gpen-999999999-0123456789abcdef.tmp";
    for (Path folder : List.of(lab.out, lab.out.resolve("sub"), root.resolve("faces"))) {
      Lab.file(folder.resolve(ours), "half");
    }
    Lab.file(lab.out.resolve("x.tmp"), "not ours");
    Lab.file(lab.out.resolve(".gpen-notes.tmp"), "not ours");
    Lab.file(lab.out.resolve("nested/" + Manifest.NAME), "");
    Lab.file(lab.out.resolve("nested/" + ours), "of another run");
    lab.run();
    List<String> hidden =
        Lab.files(root).stream()
            .map(f -> root.relativize(f).toString())
            .filter(name -> name.endsWith(".tmp"))
            .sorted()
            .toList();
    assertEquals(List.of("out/.gpen-notes.tmp", "out/nested/" + ours, "out/x.tmp"), hidden);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
