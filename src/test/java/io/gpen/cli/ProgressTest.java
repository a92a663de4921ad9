package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import io.gpen.batch.PhotoOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What restore says while it works and afterwards, on a terminal and in a log. */
class ProgressTest {

  private final CommandLineRun gpen = new CommandLineRun();

  @BeforeEach
  void outcomes() {
    gpen.outcomes.add(CommandLineRun.restored("restored.jpg"));
    gpen.outcomes.add(CommandLineRun.skipped("skipped.jpg"));
    gpen.outcomes.add(CommandLineRun.failed("failed.jpg", false));
    gpen.outcomes.add(CommandLineRun.failed("known.jpg", true));
    gpen.outcomes.add(
        new PhotoOutcome.Copied(
            Path.of("copied.jpg"),
            Path.of("out/copied.jpg"),
            "no face found",
            List.of(),
            0.1,
            List.of("A comment cannot be kept.")));
  }

  private long lines(String start) {
    return gpen.err().lines().filter(line -> line.startsWith(start)).count();
  }

  @Test
  void aLogHasALineForEachPhotoThatWasWorkedOn() {
    gpen.restore();
    assertTrue(gpen.err().startsWith("5 photos\n"), gpen.err());
    assertEquals(1, lines("restored    restored.jpg: 2 faces, 1 kept, 1.5 s"), gpen.err());
    assertEquals(1, lines("copied      copied.jpg: no face found"), gpen.err());
    assertEquals(1, lines("warning     copied.jpg: A comment cannot be kept."), gpen.err());
    assertEquals(1, lines("failed      failed.jpg: it is cut off"), gpen.err());
    assertEquals(0, lines("skipped     "), gpen.err());
    assertEquals(0, lines("failed      known.jpg"), gpen.err());
    assertFalse(gpen.err().contains("\r"), "carriage returns do not belong into a log");
  }

  @Test
  void namesOfPhotosCannotSteerTheTerminalNorMakeLines() {
    gpen.outcomes.clear();
    gpen.outcomes.add(CommandLineRun.failed("a\nrestored    b\u001b[2J\u009b1m.jpg", false));
    gpen.restore();
    assertEquals(0, lines("restored"), gpen.err());
    assertEquals(1, lines("failed      a?restored    b?[2J?1m.jpg: "), gpen.err());
    assertEquals(1, lines("  a?restored    b?[2J?1m.jpg: "), gpen.err());
  }

  @Test
  void verboseTellsOfEveryPhoto() {
    gpen.restore("-v");
    assertEquals(1, lines("skipped     skipped.jpg"), gpen.err());
    assertEquals(1, lines("failed      known.jpg"), gpen.err());
  }

  @Test
  void quietTellsOfNewFailuresOnly() {
    assertEquals(1, gpen.restore("-q"));
    assertEquals("failed      failed.jpg: it is cut off\n", gpen.err());
  }

  @Test
  void aTerminalHasABarAndLinesForTroubleAboveIt() {
    gpen.columns = 80;
    gpen.restore();
    assertTrue(gpen.err().contains("5/5"), gpen.err());
    assertTrue(gpen.err().contains("\r\u001b[Kfailed      failed.jpg"), gpen.err());
    assertFalse(gpen.err().contains("restored    restored.jpg"), gpen.err());
  }

  @Test
  void theTimeLeftIsToldByThePhotosThatTookTime() throws InterruptedException {
    LogOptions log = new LogOptions();
    log.quiet = true;
    StringWriter text = new StringWriter();
    Console console = new Console(new PrintWriter(text), new PrintWriter(text), 0);
    try (RestoreProgress progress = RestoreProgress.on(console, log)) {
      progress.scanned(10_003);
      progress.finished(CommandLineRun.skipped("skipped.jpg"));
      progress.finished(CommandLineRun.failed("known.jpg", true));
      assertEquals(Optional.empty(), progress.left(), "what was skipped took no time");
      Thread.sleep(20);
      progress.finished(CommandLineRun.restored("restored.jpg"));
      long seconds = progress.left().orElseThrow().toSeconds();
      assertTrue(seconds >= 200, "10000 photos of 20 ms or more: " + seconds + " s");
    }
  }

  @Test
  void theStackTracesOfPhotosAreForThoseWhoAsk() {
    Logger photos = (Logger) LoggerFactory.getLogger("io.gpen.batch");
    gpen.restore("--stacktrace");
    assertTrue(photos.isDebugEnabled());
    gpen.restore();
    assertFalse(photos.isDebugEnabled());
  }

  @Test
  void standardOutputStaysEmptyUnlessJsonIsAskedFor() {
    gpen.restore();
    assertEquals("", gpen.out());
    gpen.restore("--json");
    assertTrue(gpen.out().startsWith("{"), gpen.out());
    assertTrue(gpen.out().strip().endsWith("}"), gpen.out());
  }

  @Test
  void theSummaryNamesWhatFailed() {
    gpen.restore();
    String summary = gpen.err().substring(gpen.err().lastIndexOf("copied      "));
    assertTrue(summary.contains("failed.jpg") && summary.contains("known.jpg"), summary);
    assertTrue(summary.contains("1 restored"), summary);
  }
}
