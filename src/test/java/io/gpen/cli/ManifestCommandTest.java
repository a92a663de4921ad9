package io.gpen.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.files.FileState;
import io.gpen.files.FileSteps;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listing and pruning by the manifest of an output folder. */
class ManifestCommandTest {

  @TempDir private Path folder;
  private Path in;
  private Path out;
  private Path look;

  @BeforeEach
  void setUp() throws Exception {
    in = Files.createDirectory(folder.resolve("in"));
    out = Files.createDirectory(folder.resolve("out"));
    look = Files.createDirectory(folder.resolve("look"));
    for (String name : new String[] {"gone.jpg", "changed.jpg", "stays.jpg"}) {
      Files.writeString(out.resolve(name), "restored " + name);
      Path beside = Files.writeString(look.resolve(name + ".compare.jpg"), "compared " + name);
      String line =
          "{\"event\":\"ended\",\"output\":\"%s\",\"input\":\"%s\",\"outcome\":\"RESTORED\","
              + "\"reason\":\"\",\"source\":%s,\"written\":%s,\"recipe\":{\"pipeline\":1,"
              + "\"options\":{},\"models\":{}},\"tool\":\"0.2.0\","
              + "\"pictures\":[{\"file\":\"%s\",\"state\":%s}]}%n";
      Files.writeString(
          out.resolve(Manifest.NAME),
          line.formatted(
              name,
              in.resolve(name),
              state(out.resolve(name)),
              state(out.resolve(name)),
              beside,
              state(beside)),
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    }
    Files.writeString(in.resolve("stays.jpg"), "a photo");
    Files.writeString(out.resolve("changed.jpg"), "Restored changed.jpg");
  }

  private static String state(Path file) throws Exception {
    FileState state = FileState.of(file);
    return "{\"size\":%d,\"modified\":\"%s\",\"sha256\":\"%s\"}"
        .formatted(state.size(), state.modified(), state.sha256().hex());
  }

  private String run(int code, String... arguments) {
    CommandLineRun gpen = new CommandLineRun();
    assertEquals(code, gpen.run(arguments), gpen.err());
    return gpen.out() + gpen.err();
  }

  @Test
  void pruneRemovesWhatIsUnchangedAndBelongsToNoInput() throws Exception {
    String said = run(0, "manifest", "prune", "-n", out.toString());
    assertTrue(said.contains("would remove " + out.resolve("gone.jpg")), said);
    assertTrue(Files.exists(out.resolve("gone.jpg")));
    said = run(0, "manifest", "prune", out.toString());
    assertTrue(said.contains("removed      " + out.resolve("gone.jpg")), said);
    assertTrue(said.contains("removed      " + look.resolve("gone.jpg.compare.jpg")), said);
    assertTrue(said.contains("kept         " + out.resolve("changed.jpg")), said);
    assertFalse(Files.exists(out.resolve("gone.jpg")));
    assertFalse(Files.exists(look.resolve("gone.jpg.compare.jpg")));
    assertTrue(Files.exists(out.resolve("changed.jpg")));
    assertTrue(Files.exists(out.resolve("stays.jpg")));
    assertTrue(Files.exists(look.resolve("stays.jpg.compare.jpg")));
    String list = run(0, "manifest", "list", out.toString());
    assertFalse(list.contains("gone.jpg"), list);
    assertTrue(list.contains("restored    stays.jpg <- " + in.resolve("stays.jpg")), list);
    assertTrue(list.contains("changed.jpg (which is gone)"), list);
  }

  @Test
  void pruneRemovesNothingWhereADiskMayBeMissing() throws Exception {
    Files.delete(in.resolve("stays.jpg"));
    assertEquals("", run(0, "manifest", "prune", out.toString()), "the input folder is empty");
    Files.delete(in);
    assertEquals("", run(0, "manifest", "prune", out.toString()), "there is no input folder");
    assertTrue(Files.exists(out.resolve("gone.jpg")));
  }

  @Test
  void pruneWaitsForNoOtherRun() {
    try (Manifest other = Manifest.open(out, FileSteps.NONE)) {
      run(5, "manifest", "prune", out.toString());
      assertTrue(other.read(new ManifestIndex(-1)).at("gone.jpg").isPresent());
    }
    assertTrue(Files.exists(out.resolve("gone.jpg")));
  }

  @Test
  void folderWithoutAManifestIsAUsageError() {
    assertTrue(run(2, "manifest", "prune", in.toString()).contains("gpen restore"));
    assertTrue(run(2, "manifest").contains("missing command: list or prune"));
  }
}
