package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gpen.batch.BatchListener;
import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ProcessingFingerprint;
import io.gpen.detect.DetectionOptions;
import io.gpen.files.Sha256;
import io.gpen.image.OutputOptions;
import io.gpen.paste.PasteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second run does, and does not do again. */
class RerunTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.photo("a.jpg", "faces=2 a");
    lab.photo("b.png", "faces=0 format=PNG b");
  }

  @Test
  void restoresAndCopies() {
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(summary));
    assertEquals(FakePhotos.restored("faces=2 a"), lab.read("a.jpg"));
    assertEquals("faces=0 format=PNG b", lab.read("b.png"));
    assertEquals(Optional.empty(), summary.stopped());
    assertEquals(List.of(), summary.leftForLater());
  }

  @Test
  void skipsWhatIsDoneAndWritesNoLine() {
    lab.run();
    List<String> manifest = lab.manifest();
    BatchSummary again =
        lab.run(
            () -> {
              throw new AssertionError("no photo needs the models");
            });
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(again));
    assertEquals(manifest, lab.manifest());
    assertEquals(List.of(), lab.photos.reads);
  }

  @Test
  void manifestHasAStartAndAnEndForEachPhoto() throws IOException {
    lab.run();
    List<JsonObject> lines =
        lab.manifest().stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .filter(line -> line.get("output").getAsString().equals("a.jpg"))
            .toList();
    assertEquals(2, lines.size());
    JsonObject started = lines.get(0);
    assertEquals("started", started.get("event").getAsString());
    assertFalse(started.get("targetExisted").getAsBoolean());
    JsonObject ended = lines.get(1);
    assertEquals("ended", ended.get("event").getAsString());
    assertEquals("RESTORED", ended.get("outcome").getAsString());
    assertEquals("", ended.get("reason").getAsString());
    assertEquals(2, ended.get("restored").getAsInt());
    assertEquals(0, ended.get("kept").getAsInt());
    assertTrue(ended.get("seconds").getAsDouble() > 0);
    for (String side : List.of("source", "written")) {
      Path file = side.equals("source") ? lab.in.resolve("a.jpg") : lab.out.resolve("a.jpg");
      JsonObject state = ended.getAsJsonObject(side);
      assertEquals(Files.size(file), state.get("size").getAsLong());
      assertEquals(
          Files.getLastModifiedTime(file).toInstant().toString(),
          state.get("modified").getAsString());
      assertEquals(Sha256.ofFile(file).hex(), state.get("sha256").getAsString());
    }
    JsonObject recipe = ended.getAsJsonObject("recipe");
    assertEquals(ProcessingFingerprint.PIPELINE_VERSION, recipe.get("pipeline").getAsInt());
    assertEquals(
        lab.models.get("generator").hex(),
        recipe.getAsJsonObject("models").get("generator").getAsString());
    assertEquals("95", recipe.getAsJsonObject("options").get("quality").getAsString());
  }

  @Test
  void startSaysWhetherTheTargetExisted() throws IOException {
    lab.run();
    lab.photo("a.jpg", "faces=1 changed");
    lab.run();
    String started =
        lab.manifest().stream().filter(l -> l.contains("\"started\"")).reduce((x, y) -> y).get();
    assertTrue(started.contains("\"targetExisted\":true"), started);
  }

  @Test
  void changedInputIsDoneAgain() {
    lab.run();
    lab.photo("a.jpg", "faces=3 another");
    assertEquals(List.of("a.jpg restored", "b.png skipped"), lab.say(lab.run()));
    assertEquals(FakePhotos.restored("faces=3 another"), lab.read("a.jpg"));
  }

  @Test
  void touchedInputIsRecognisedByItsHash() throws IOException {
    lab.run();
    List<String> manifest = lab.manifest();
    Files.setLastModifiedTime(lab.in.resolve("a.jpg"), FileTime.from(Instant.now()));
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
    assertEquals(manifest, lab.manifest());
  }

  @Test
  void sameSizeOtherTimeOtherContentIsDoneAgain() throws IOException {
    lab.run();
    Path a = lab.photo("a.jpg", "faces=2 z");
    Files.setLastModifiedTime(a, FileTime.from(Instant.now()));
    assertEquals(List.of("a.jpg restored", "b.png skipped"), lab.say(lab.run()));
  }

  @Test
  void otherOptionsModelsOrPipelineAreDoneAgain() {
    lab.run();
    lab.restore = lab.restore.with(DetectionOptions.DEFAULTS.withMinScore(0.8));
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
    lab.write = new OutputOptions(Optional.empty(), 80, false);
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
    lab.models.put("generator", Sha256.of(new byte[1]));
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
  }

  @Test
  void anotherMaskOrParserIsDoneAgain() {
    lab.run();
    lab.restore = lab.restore.with(PasteOptions.REFERENCE.withMask(PasteOptions.Mask.PARSING));
    lab.models.put("parser", Sha256.of(new byte[2]));
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
    lab.models.put("parser", Sha256.of(new byte[3]));
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
  }

  @Test
  void raisedPipelineVersionIsDoneAgain() throws IOException {
    lab.run();
    Path manifest = lab.out.resolve(Manifest.NAME);
    String older = "\"pipeline\":" + (ProcessingFingerprint.PIPELINE_VERSION - 1);
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"pipeline\":" + ProcessingFingerprint.PIPELINE_VERSION, older));
    assertEquals(2, Manifest.peek(lab.out).fromOlderPipeline());
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
    assertEquals(0, Manifest.peek(lab.out).fromOlderPipeline());
  }

  @Test
  void toolVersionAndLimitsAloneChangeNothing() {
    lab.run();
    lab.toolVersion = "2";
    lab.limit = 7;
    lab.maxPixels = 1_000_000;
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
  }

  @Test
  void failureOfOneNightIsNoReasonToDoAPhotoAgain() {
    lab.run();
    Path a = lab.in.resolve("a.jpg");
    lab.listener =
        new BatchListener() {
          @Override
          public void scanned(int photos) {
            assertTrue(a.toFile().delete());
          }

          @Override
          public void finished(PhotoOutcome outcome) {}
        };
    assertTrue(lab.say(lab.run()).contains("a.jpg failed SURROUNDINGS"));

    lab.listener = new Lab.Silence();
    lab.photo("a.jpg", "faces=2 a");
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
    assertEquals(List.of(), lab.photos.generated);
  }

  @Test
  void vanishedOutputIsMadeAgain() throws IOException {
    lab.run();
    Files.delete(lab.out.resolve("a.jpg"));
    assertEquals(List.of("a.jpg restored", "b.png skipped"), lab.say(lab.run()));
    assertEquals(FakePhotos.restored("faces=2 a"), lab.read("a.jpg"));
  }

  @Test
  void touchedOutputIsRecognisedByItsHash() throws IOException {
    lab.run();
    Files.setLastModifiedTime(lab.out.resolve("a.jpg"), FileTime.from(Instant.now()));
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
  }

  @Test
  void facesAskedForLaterAreMadeAndDroppedOnesAreNoReason() {
    lab.run();
    lab.saveFaces = Optional.of(root.resolve("faces"));
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
    lab.saveFaces = Optional.empty();
    assertEquals(List.of("a.jpg skipped", "b.png skipped"), lab.say(lab.run()));
    lab.saveFaces = Optional.of(root.resolve("elsewhere"));
    assertEquals(List.of("a.jpg restored", "b.png copied"), lab.say(lab.run()));
  }

  @Test
  void movedInputsAreRecognisedByContent() throws IOException {
    lab.run();
    Path moved = root.resolve("moved");
    Files.move(lab.in, moved);
    lab.inputs = List.of(moved);
    BatchSummary again = lab.run();
    assertEquals(List.of("moved/a.jpg skipped", "moved/b.png skipped"), lab.say(again));
  }

  @Test
  void twoPhotosOfTheSameContentHaveTheirOwnOutputs() {
    lab.photo("c.jpg", "faces=2 a");
    lab.run();
    assertEquals(lab.read("a.jpg"), lab.read("c.jpg"));
    assertEquals(List.of("a.jpg skipped", "b.png skipped", "c.jpg skipped"), lab.say(lab.run()));
  }

  @Test
  void keepsTimeAndPermissionsOfTheInput() throws IOException {
    Path a = lab.in.resolve("a.jpg");
    var permissions = java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(a, permissions);
    lab.run();
    Path output = lab.out.resolve("a.jpg");
    assertEquals(Lab.TAKEN, Files.getLastModifiedTime(output).toInstant());
    assertEquals(permissions, Files.getPosixFilePermissions(output));
    assertNotEquals(permissions, Files.getPosixFilePermissions(lab.out.resolve("b.png")));
  }

  @Test
  void readsInputsOnly() throws IOException {
    var before = Lab.tree(lab.in);
    lab.run();
    assertEquals(before, Lab.tree(lab.in));
    assertEquals(Lab.TAKEN, Files.getLastModifiedTime(lab.in.resolve("a.jpg")).toInstant());
  }
}
