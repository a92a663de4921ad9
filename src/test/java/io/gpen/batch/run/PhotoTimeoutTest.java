package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Failed.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Photos that never come to an end. */
@Timeout(60)
class PhotoTimeoutTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path root;
  private Lab lab;
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch returned = new CountDownLatch(1);

  private final Consumer<String> hang =
      words -> {
        if (words.contains("hangs")) {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          returned.countDown();
        }
      };

  /** A first run loads classes, which may take longer than a photo is given here. */
  @BeforeAll
  static void warmUp(@TempDir Path elsewhere) {
    Lab lab = new Lab(elsewhere);
    lab.photo("a.jpg", "faces=1");
    lab.run();
  }

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.photoTimeout = Optional.of(SHORT);
    lab.photo("a.jpg", "faces=1");
    lab.photo("b.jpg", "faces=1 hangs");
    lab.photo("c.jpg", "faces=1");
    lab.photo("d.jpg", "faces=0");
  }

  @AfterEach
  void endThreads() {
    never.countDown();
  }

  private static final List<String> ONE_FAILED =
      List.of("a.jpg restored", "b.jpg failed TIMEOUT", "c.jpg restored", "d.jpg copied");

  @Test
  void photoThatCannotBeDecodedInTimeFailsAndTheRestGoesOn() {
    lab.photos.onRead = hang;
    assertEquals(ONE_FAILED, lab.say(lab.run()));
  }

  @Test
  void photoThatHangsInTheGeneratorFailsAndTheRestGoesOn() {
    lab.photos.onGenerate = hang;
    assertEquals(ONE_FAILED, lab.say(lab.run()));
  }

  @Test
  void photoThatHangsBeforeItIsWrittenIsNeverWritten() throws Exception {
    lab.photos.onPaste = hang;
    assertEquals(ONE_FAILED, lab.say(lab.run()));
    never.countDown();
    returned.await();
    // The abandoned thread encodes next; give it the time to try to write, and to give back pixels.
    for (int i = 0; i < 500 && !lab.photos.closedAll(); i++) {
      Thread.sleep(10);
    }
    assertTrue(lab.photos.closedAll(), "what was abandoned is freed when it returns");
    assertFalse(Files.exists(lab.out.resolve("b.jpg")));
  }

  @Test
  void isRememberedUntilItIsGivenMoreTime() {
    lab.photos.onRead = hang;
    String reason = Lab.only(lab.run(), Failed.class).reason();
    assertTrue(reason.contains("--photo-timeout"), reason);
    Failed known = Lab.only(lab.run(), Failed.class);
    assertTrue(known.known() && known.cause() == Cause.TIMEOUT, known.toString());
    assertEquals(List.of(), lab.photos.reads, "it is not tried again");
    lab.photoTimeout = Optional.of(SHORT.plus(SHORT));
    assertFalse(Lab.only(lab.run(), Failed.class).known(), "it is tried again with more time");
    lab.photos.onRead = words -> {};
    lab.photoTimeout = Optional.empty();
    assertEquals("b.jpg restored", lab.say(lab.run()).get(1));
  }

  @Test
  void largePhotosBehindAnAbandonedOneStillFindMemory() {
    lab.budget = 1;
    lab.photos.onRead = hang;
    assertEquals(ONE_FAILED, lab.say(lab.run()));
  }

  @Test
  void networksThatNoLongerAnswerEndTheRunAndNotEveryPhoto() {
    lab.photo("e.jpg", "faces=1 hangs");
    lab.photo("f.jpg", "faces=1");
    lab.photos.onGenerate = words -> hang.accept("hangs");
    BatchSummary summary = lab.run();
    List<Failed> failed =
        summary.outcomes().stream()
            .filter(Failed.class::isInstance)
            .map(Failed.class::cast)
            .toList();
    assertEquals(1, failed.size(), summary.toString());
    assertTrue(summary.stopped().isPresent());
  }

  @Test
  void photosThatHangTogetherAreNotGivenToTheGeneratorAgain() throws Exception {
    for (String name : List.of("e.jpg", "f.jpg", "g.jpg")) {
      lab.photo(name, "faces=1");
    }
    lab.photos.batch = 2;
    AtomicInteger begun = new AtomicInteger();
    lab.photos.onGenerate =
        words -> {
          begun.incrementAndGet();
          hang.accept("hangs");
        };
    assertTrue(lab.run().stopped().isPresent());
    // A step that nobody waits for would begin by itself.
    Thread.sleep(300);
    assertEquals(2, begun.get(), "the abandoned step still uses their pixels");
  }
}
