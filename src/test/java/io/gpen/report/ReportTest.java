package io.gpen.report;

import static io.gpen.cli.CommandLineRun.faces;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.BatchSummary.Stop;
import io.gpen.batch.FaceRecord.Outcome;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.PhotoOutcome.Failed;
import io.gpen.batch.PhotoOutcome.Failed.Cause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Path OUT = Path.of("out");

  private static final BatchSummary SUMMARY =
      new BatchSummary(
          List.of(
              new PhotoOutcome.Copied(
                  Path.of("in/a.jpg"),
                  OUT.resolve("a.jpg"),
                  "its face was kept",
                  faces(Outcome.KEPT),
                  0.5,
                  List.of()),
              new Failed(Path.of("in/b.jpg"), "it was cut off long ago", Cause.FILE, true),
              new Failed(Path.of("in/c.jpg"), "permission denied", Cause.SURROUNDINGS, false),
              new PhotoOutcome.Unsupported(Path.of("in/d.gif"), "GIF is not supported"),
              new PhotoOutcome.Restored(
                  Path.of("in/e.jpg"),
                  OUT.resolve("e.jpg"),
                  faces(
                      Outcome.RESTORED,
                      Outcome.RESTORED_LIGHTLY,
                      Outcome.KEPT,
                      Outcome.FAILED,
                      Outcome.BELOW_SCORE),
                  1.5,
                  List.of("Some damage.")),
              new PhotoOutcome.Skipped(Path.of("in/f.jpg"), OUT.resolve("f.jpg"))),
          List.of(Path.of("in/g.jpg")),
          3,
          2,
          1,
          Optional.of(new Stop(Stop.Kind.CANNOT_GO_ON, "the disk is full")),
          Duration.ofSeconds(4));

  private static String print(BatchSummary summary) {
    return new SummaryReport(summary).text();
  }

  @Test
  void namesNewFailuresFirstThenKnownThenUnsupportedThenWhatIsLeft() {
    List<String> order =
        List.of(
            "c.jpg: permission denied",
            "b.jpg: it was cut off long ago",
            "d.gif: GIF is not supported",
            "e.jpg: Some damage.",
            "g.jpg",
            "1 restored (2 faces, 1 lightly), 1 copied, 1 already done, 1 failed, 1 failed as"
                + " before, 1 not supported, 1 left for later, 3 other files ignored, 2 earlier"
                + " outputs ignored, 2 faces kept unchanged, 1 face failed",
            "4.0 s, 2.00 s per photo, 2.00 s per face",
            "1 likely face left out because of a lower score; --score 0.95",
            "Stopped: the disk is full");
    String text = print(SUMMARY);
    int at = -1;
    for (String part : order) {
      int next = text.indexOf(part, at + 1);
      assertTrue(next > at, part + " is not where it belongs in\n" + text);
      at = next;
    }
    assertFalse(text.contains("f.jpg"), "what is skipped is only counted");
  }

  @Test
  void saysLittleWhenThereIsNothingToSay() {
    BatchSummary nothing =
        new BatchSummary(List.of(), List.of(), 0, 0, 0, Optional.empty(), Duration.ofMillis(100));
    assertEquals(
        List.of("0 restored (0 faces), 0 copied, 0 already done", "0.1 s"),
        print(nothing).lines().toList());
  }

  @Test
  void longListsAreCutAndCounted() {
    List<Path> left = IntStream.range(0, 60).mapToObj(i -> Path.of("p" + i)).toList();
    BatchSummary summary =
        new BatchSummary(List.of(), left, 0, 0, 0, Optional.empty(), Duration.ofHours(7));
    String text = print(summary);
    assertTrue(text.contains("Left for later (60):"), text);
    assertTrue(text.contains("and 10 more"), text);
    assertFalse(text.contains("p50"), text);
    assertTrue(text.contains("7 h 0 min"), text);
  }

  @Test
  void jsonHasTheFiguresAndEveryOutcome() {
    JsonObject object = JsonParser.parseString(new SummaryReport(SUMMARY).json()).getAsJsonObject();
    assertEquals(1, object.get("restored").getAsInt());
    assertEquals(1, object.get("failed").getAsInt());
    assertEquals(1, object.get("failedBefore").getAsInt());
    assertEquals(2, object.get("facesRestored").getAsInt());
    assertEquals(1, object.get("facesRestoredLightly").getAsInt());
    assertEquals(2, object.get("facesKept").getAsInt());
    assertEquals(4.0, object.get("elapsedSeconds").getAsDouble());
    assertEquals(
        "the disk is full", object.getAsJsonObject("stopped").get("message").getAsString());
    assertEquals(
        Path.of("in/g.jpg").toAbsolutePath().toString(),
        object.getAsJsonArray("leftForLater").get(0).getAsString());
    List<String> outcomes =
        object.getAsJsonArray("photos").asList().stream()
            .map(photo -> photo.getAsJsonObject().get("outcome").getAsString())
            .toList();
    assertEquals(
        List.of("copied", "failed", "failed", "unsupported", "restored", "skipped"), outcomes);
    JsonObject failed = object.getAsJsonArray("photos").get(2).getAsJsonObject();
    assertEquals("surroundings", failed.get("cause").getAsString());
    assertFalse(failed.get("known").getAsBoolean());
    JsonObject restored = object.getAsJsonArray("photos").get(4).getAsJsonObject();
    assertEquals("Some damage.", restored.getAsJsonArray("warnings").get(0).getAsString());
    List<JsonObject> faces =
        restored.getAsJsonArray("faces").asList().stream().map(f -> f.getAsJsonObject()).toList();
    assertEquals(
        List.of("restored", "restored lightly", "kept", "failed", "below score"),
        faces.stream().map(face -> face.get("outcome").getAsString()).toList());
    assertEquals("[1.0,2.0,30.5,40.0]", faces.get(0).get("box").toString());
    assertEquals(0.2, faces.get(1).get("share").getAsDouble());
    assertEquals("sharp", faces.get(2).get("rule").getAsString());
    assertEquals(
        List.of(
            "restored",
            "enlarged",
            "copied",
            "skipped",
            "planned",
            "failed",
            "failedBefore",
            "unsupported",
            "ignored",
            "earlierOutputs",
            "orphans",
            "facesRestored",
            "facesRestoredLightly",
            "facesKept",
            "facesFailed",
            "facesBelowScore",
            "lowestScore",
            "workSeconds",
            "elapsedSeconds",
            "stopped",
            "photos",
            "leftForLater"),
        List.copyOf(object.keySet()));
    assertEquals(
        List.of(
            "input",
            "outcome",
            "output",
            "facesRestored",
            "facesRestoredLightly",
            "facesKept",
            "faces",
            "seconds",
            "warnings"),
        List.copyOf(restored.keySet()));
    assertEquals(
        List.of("input", "outcome", "reason", "cause", "known"), List.copyOf(failed.keySet()));
    assertEquals("cannot go on", object.getAsJsonObject("stopped").get("kind").getAsString());
  }
}
