package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.files.FileSteps;
import io.gpen.image.OutputOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next run makes of a process that died. */
class DeathTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    for (String name : List.of("a", "b", "c", "d")) {
      lab.photo(name + ".jpg", "faces=1 " + name);
    }
  }

  /** Leaves what a process leaves that dies while the generator works on a photo. */
  private void dieAt(String words) {
    Snapshots snapshots = new Snapshots(lab);
    int[] step = {-1};
    lab.photos.onGenerate =
        now -> {
          if (now.endsWith(words) && step[0] < 0) {
            try {
              snapshots.reached("died", lab.out);
              step[0] = snapshots.taken().size() - 1;
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        };
    Snapshots only = new Snapshots(lab, "none");
    lab.steps = only;
    lab.run();
    lab.photos.onGenerate = now -> {};
    lab.steps = FileSteps.NONE;
    assertTrue(step[0] >= 0, words + " never was in work");
    snapshots.restore(step[0]);
  }

  private List<String> events() {
    return lab.manifest().stream()
        .map(
            line ->
                (line.contains("\"started\"") ? "start " : "end ")
                    + line.replaceAll(".*\"output\":\"(\\w+)\\.jpg\".*", "$1")
                    + (line.contains("\"alone\":true") ? " alone" : ""))
        .toList();
  }

  @Test
  void photosInWorkAreRunFirstAndOneAtATime() {
    lab.budget = 1 << 30;
    java.util.concurrent.CountDownLatch read = new java.util.concurrent.CountDownLatch(3);
    lab.photos.onRead = words -> read.countDown();
    lab.photos.onGenerate = words -> await(read);
    Snapshots snapshots = new Snapshots(lab, "noted start");
    lab.steps = snapshots;
    lab.run();
    snapshots.restore(2);
    lab.steps = FileSteps.NONE;
    lab.photos.onGenerate = words -> {};
    assertEquals(List.of("start a", "start b", "start c"), events());

    assertEquals(4, lab.run().outcomes().size());
    assertEquals(
        List.of("start a alone", "end a", "start b alone", "end b", "start c alone", "end c"),
        events().subList(3, 9));
    assertEquals(List.of("start d", "end d"), events().subList(9, 11));
  }

  @Test
  void photoIsDoneAlthoughSomebodyKilledTheProcessTwice() {
    dieAt("b");
    dieAt("b");
    BatchSummary summary = lab.run();
    assertEquals(List.of(), summary.outcomes().stream().filter(Failed.class::isInstance).toList());
    assertEquals(4, Lab.tree(lab.out).size());
    assertEquals(FakePhotos.restored("faces=1 b"), lab.read("b.jpg"));
  }

  @Test
  void photoOfALoneDeathWaitsForAllOthers() {
    dieAt("b");
    dieAt("b");
    assertEquals("start b alone", events().get(events().size() - 1));
    int before = events().size();
    lab.run();
    assertEquals(
        List.of("end c", "end d", "start c", "start d"),
        events().subList(before, before + 4).stream()
            .map(event -> event.replace(" alone", ""))
            .sorted()
            .toList());
    assertEquals(List.of("start b alone", "end b"), events().subList(before + 4, before + 6));
  }

  @Test
  void lonePhotoThatWasFinishedInTheMeantimeStartsAfresh() {
    dieAt("b");
    dieAt("b");
    lab.run();
    lab.photo("b.jpg", "faces=1 new b");
    dieAt("b");
    dieAt("b");
    assertTrue(lab.say(lab.run()).contains("b.jpg restored"));
  }

  @Test
  void photoThatKillsTheProcessAloneIsSetAside() {
    dieAt("b");
    dieAt("b");
    dieAt("b");
    assertTrue(events().contains("start b alone"), events().toString());

    BatchSummary summary = lab.run();
    assertTrue(lab.say(summary).contains("b.jpg failed CRASH"), lab.say(summary).toString());
    assertEquals(4, Lab.tree(lab.out).size() + 1, "all others are done");
    assertTrue(Lab.only(summary, Failed.class).reason().contains("process crashed"));
    assertTrue(lab.photos.reads.stream().noneMatch(words -> words.endsWith(" b")));

    List<String> manifest = lab.manifest();
    assertTrue(lab.say(lab.run()).contains("b.jpg known failed CRASH"));
    assertEquals(manifest, lab.manifest());
  }

  @Test
  void setAsidePhotoIsTriedAloneWhenAskedOrChanged() {
    dieAt("b");
    dieAt("b");
    dieAt("b");
    lab.run();
    lab.toolVersion = "2";
    dieAt("b");
    dieAt("b");
    assertEquals("start b alone", events().get(events().size() - 1));
    assertTrue(lab.say(lab.run()).contains("b.jpg failed CRASH"));

    lab.retryFailed = true;
    assertTrue(lab.say(lab.run()).contains("b.jpg restored"));
    assertTrue(events().contains("start b alone"));
  }

  @Test
  void otherToolIsNotBlamedForWhatTheOldOneDid() {
    dieAt("b");
    dieAt("b");
    dieAt("b");
    lab.toolVersion = "2";
    assertTrue(lab.say(lab.run()).contains("b.jpg restored"));
  }

  @Test
  void otherOptionsAreNotBlamedForWhatTheOldOnesDid() {
    dieAt("b");
    dieAt("b");
    dieAt("b");
    lab.write = new OutputOptions(Optional.empty(), 90, false);
    assertTrue(lab.say(lab.run()).contains("b.jpg restored"));
  }

  @Test
  void deathsOfAnotherToolAreNotCounted() {
    dieAt("b");
    dieAt("b");
    lab.toolVersion = "2";
    dieAt("b");
    assertTrue(lab.say(lab.run()).contains("b.jpg restored"));
  }

  @Test
  void changedPhotoIsNotSetAsideForItsPredecessor() {
    dieAt("b");
    dieAt("b");
    dieAt("b");
    lab.photo("b.jpg", "faces=1 new b");
    assertTrue(lab.say(lab.run()).contains("b.jpg restored"));
  }

  @Test
  void deathWhileTheModelsAreLoadedIsNobodysFault() {
    BatchSummary summary =
        lab.run(
            () -> {
              throw new IllegalStateException("no model");
            });
    assertEquals("no model", summary.stopped().orElseThrow().message());
    assertEquals(List.of(), events());
    assertEquals(4, lab.run().outcomes().size());
  }

  private static void await(java.util.concurrent.CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
