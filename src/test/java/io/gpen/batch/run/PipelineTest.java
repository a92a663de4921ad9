package io.gpen.batch.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.files.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How reading, the network and writing run together. */
class PipelineTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
  }

  private void photos(int count, String words) {
    for (int i = 0; i < count; i++) {
      lab.photo("p" + (100 + i) + ".jpg", words + " " + i);
    }
  }

  @Test
  void readsTheNextPhotoWhileTheNetworkWorksAndTheLastIsWritten() {
    photos(3, "faces=1");
    CountDownLatch reading = new CountDownLatch(3);
    CountDownLatch pasting = new CountDownLatch(1);
    lab.photos.onRead = words -> reading.countDown();
    // Each waits for a stage of another photo: a pipeline without overlap never gets past this.
    lab.photos.onGenerate = words -> await(words.endsWith(" 1") ? pasting : reading);
    lab.photos.onPaste = words -> pasting.countDown();
    BatchSummary summary = assertTimeoutPreemptively(LONG, () -> lab.run());
    assertEquals(3, summary.outcomes().size());
  }

  @Test
  void whatWaitsIsBoundedByBytesOfPixels() {
    // 1000 x 1000 pixels, three channels, three pictures: about 10 MB each.
    photos(20, "faces=1 width=1000 height=1000");
    lab.budget = 35 << 20;
    assertEquals(3, mostOnTheWay(3));
    lab.budget = 75 << 20;
    assertEquals(7, mostOnTheWay(7));
  }

  @Test
  void smallPhotosMayWaitInLargeNumbers() {
    photos(20, "faces=1");
    lab.budget = 64 << 20;
    assertEquals(20, mostOnTheWay(20));
  }

  @Test
  void photoLargerThanTheBudgetGoesAlone() {
    photos(3, "faces=1 width=5000 height=5000");
    lab.budget = 1 << 20;
    assertEquals(1, mostOnTheWay(1));
  }

  @Test
  void photosThatWaitGoThroughTheGeneratorTogether() {
    BatchSummary summary = manyAtATime("faces=1");
    assertEquals(6, summary.outcomes().size());
    assertTrue(summary.outcomes().stream().allMatch(PhotoOutcome.Restored.class::isInstance));
    assertEquals(6, lab.photos.together.stream().mapToInt(i -> i).sum());
    int most = lab.photos.together.stream().mapToInt(i -> i).max().orElseThrow();
    assertTrue(most == 2 || most == 3, lab.photos.together.toString());
    for (int i = 0; i < 6; i++) {
      assertEquals(FakePhotos.restored("faces=1 " + i), lab.read("p" + (100 + i) + ".jpg"));
    }
  }

  @Test
  void photosWithManyFacesGoAlone() {
    manyAtATime("faces=3");
    assertEquals(List.of(1, 1, 1, 1, 1, 1), lab.photos.together);
  }

  @Test
  void amongPhotosThatFailTogetherOnlyThoseToBlameFail() {
    lab.photo("p102a.jpg", "faces=1 generate-fails");
    BatchSummary summary = manyAtATime("faces=1");
    assertTrue(lab.photos.together.stream().anyMatch(count -> count > 1));
    assertEquals(
        List.of("p102a.jpg"),
        summary.outcomes().stream()
            .filter(PhotoOutcome.Failed.class::isInstance)
            .map(outcome -> outcome.input().getFileName().toString())
            .toList());
    assertEquals(7, summary.outcomes().size());
    assertTrue(lab.photos.closedAll());
  }

  /** The first waits in the generator until the last is being read, so others stand behind it. */
  private BatchSummary manyAtATime(String words) {
    photos(6, words);
    lab.photos.batch = 3;
    CountDownLatch reading = new CountDownLatch(6);
    lab.photos.onRead = read -> reading.countDown();
    lab.photos.onGenerate = generated -> await(reading);
    return assertTimeoutPreemptively(LONG, () -> lab.run());
  }

  /** {@return how many photos were read and not yet written, at most, while the network waited} */
  private int mostOnTheWay(int expected) {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    lab.photos.onRead = words -> most.accumulateAndGet(now.incrementAndGet(), Math::max);
    lab.photos.onGenerate = words -> settle(now, most, expected);
    lab.photos.onPaste = words -> now.decrementAndGet();
    lab.models.put("generator", Sha256.of(Long.toString(lab.budget).getBytes(UTF_8)));
    assertTimeoutPreemptively(LONG, () -> lab.run());
    return most.get();
  }

  /**
   * Waits until the reading thread has come as far as it may: for long if it was never as far as
   * expected, as other work on the machine may keep it waiting.
   */
  private static void settle(AtomicInteger now, AtomicInteger most, int expected) {
    int patience = most.get() < expected ? 250 : 0;
    for (int before = -1; before != now.get() || most.get() < expected && patience-- > 0; ) {
      before = now.get();
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void everyPhotoIsClosedWhateverBecomesOfIt() {
    photos(2, "faces=1");
    lab.photo("a.jpg", "faces=1 generate-fails");
    lab.photo("b.jpg", "faces=1 paste-fails");
    lab.photo("c.jpg", "faces=1 encode-fails");
    lab.photo("d.jpg", "faces=0");
    lab.photo("e.jpg", "faces=1 prepare-oom");
    // A share that is not given back makes the run wait for ever.
    lab.budget = 1;
    BatchSummary summary = assertTimeoutPreemptively(LONG, () -> lab.run());
    assertEquals(7, summary.outcomes().size());
    assertTrue(lab.photos.closedAll(), "pixels were left behind");
  }

  @Test
  void errorInAnyStageIsTheEndOfThatPhotoOnly() {
    photos(4, "faces=1");
    lab.photos.onRead = words -> fail(words, " 0");
    lab.photos.onGenerate = words -> fail(words, " 1");
    lab.photos.onPaste = words -> fail(words, " 2");
    BatchSummary summary = assertTimeoutPreemptively(LONG, () -> lab.run());
    assertEquals(
        List.of(
            "p100.jpg failed PROGRAM",
            "p101.jpg failed PROGRAM",
            "p102.jpg failed PROGRAM",
            "p103.jpg restored"),
        lab.say(summary));
  }

  @Test
  void memoryDoesNotGrowWithTheFolder() {
    photos(100, "faces=1");
    lab.run();
    assertTrue(lab.photos.closedAll());
  }

  @Test
  void outcomesAreSortedByInput() {
    photos(5, "faces=1");
    lab.photo("p102b.jpg", "faces=1 corrupt");
    List<Path> inputs = lab.run().outcomes().stream().map(PhotoOutcome::input).toList();
    assertEquals(inputs.stream().sorted().toList(), inputs);
  }

  @Test
  void listenerHearsOfEveryPhoto() {
    photos(3, "faces=1");
    AtomicInteger scanned = new AtomicInteger();
    AtomicInteger finished = new AtomicInteger();
    lab.listener =
        new BatchListener() {
          @Override
          public void scanned(int count) {
            scanned.addAndGet(count);
          }

          @Override
          public void finished(PhotoOutcome outcome) {
            finished.incrementAndGet();
          }
        };
    lab.run();
    assertEquals(3, scanned.get());
    assertEquals(3, finished.get());
  }

  private static void fail(String words, String whose) {
    if (words.endsWith(whose)) {
      throw new StackOverflowError();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS), "the other stage never ran");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
