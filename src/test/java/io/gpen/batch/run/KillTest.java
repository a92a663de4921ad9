package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at random moments, and a run after it. */
class KillTest {

  private static final int PHOTOS = 12;
  private static final int KILLS = 10;

  @TempDir Path root;

  private static Lab lab(Path root) {
    Lab lab = new Lab(root);
    for (int i = 0; i < PHOTOS; i++) {
      lab.photo("p" + (10 + i) + ".jpg", "faces=" + i % 3 + " " + "x".repeat(20_000) + i);
    }
    return lab;
  }

  /** The process that is killed: one run over a folder. */
  public static void main(String[] arguments) {
    Lab lab = new Lab(Path.of(arguments[0]));
    lab.photos.onGenerate = words -> work();
    System.out.println("running");
    lab.run();
  }

  /** Long enough that a moment at random finds a photo in work. */
  private static void work() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void killedRunIsCompletedByTheNext() throws Exception {
    SortedMap<String, String> whole = wholeTree();
    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      Lab lab = lab(root.resolve("killed" + kill));
      Process child = Java.start(KillTest.class, lab.root.toString());
      assertEquals("running", child.inputReader().readLine());
      Thread.sleep(random.nextInt(150));
      child.destroyForcibly().waitFor();
      List<String> done = done(lab);
      lab.run();
      assertEquals(whole, Lab.tree(lab.out));
      assertTrue(
          lab.photos.reads.size() <= PHOTOS - done.size(),
          done.size() + " were done and " + lab.photos.reads.size() + " were read again");
    }
  }

  @Test
  void runsKilledInARowAreCompletedByTheLast() throws Exception {
    SortedMap<String, String> whole = wholeTree();
    Random random = new Random(11);
    Lab lab = lab(root.resolve("killed"));
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = Java.start(KillTest.class, lab.root.toString());
      assertEquals("running", child.inputReader().readLine());
      Thread.sleep(random.nextInt(100));
      child.destroyForcibly().waitFor();
    }
    // Chance may have hit one photo alone twice, which is then set aside.
    lab.retryFailed = true;
    lab.run();
    assertEquals(whole, Lab.tree(lab.out));
  }

  private SortedMap<String, String> wholeTree() {
    Lab lab = lab(root.resolve("whole"));
    lab.run();
    return Lab.tree(lab.out);
  }

  private static List<String> done(Lab lab) {
    return Manifest.peek(lab.out).entries().stream()
        .filter(entry -> entry.last().isPresent())
        .map(ManifestIndex.Entry::output)
        .toList();
  }
}
