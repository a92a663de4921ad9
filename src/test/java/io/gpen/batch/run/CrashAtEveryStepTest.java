package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.files.FileSteps;
import io.gpen.image.OutputOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed after any single step, and the run after it. */
class CrashAtEveryStepTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.recursive = true;
    lab.photo("a.jpg", "faces=1 a");
    lab.photo("sub/b.jpg", "faces=0 b");
    lab.photo("c.jpg", "faces=1 corrupt");
    lab.saveFaces = Optional.of(lab.out.resolve("faces"));
  }

  @Test
  void firstRunIsCompletedAfterAnyStep() {
    check();
  }

  @Test
  void runWithOtherOptionsIsCompletedAfterAnyStep() {
    lab.run();
    // The same size and the same time as the output before: only the content differs.
    lab.write = new OutputOptions(Optional.empty(), 94, false);
    check();
  }

  @Test
  void outputOfTheDeadRunIsNotTakenForTheOneBefore() {
    lab.run();
    Snapshots snapshots = new Snapshots(lab, "renamed");
    lab.steps = snapshots;
    lab.write = new OutputOptions(Optional.empty(), 94, false);
    lab.run();
    lab.steps = FileSteps.NONE;
    int step = snapshots.taken().indexOf("renamed a.jpg");
    snapshots.restore(step);
    lab.write = OutputOptions.DEFAULTS;
    assertEquals("a.jpg restored", lab.say(lab.run()).get(0));
    assertEquals(FakePhotos.restored("faces=1 a"), lab.read("a.jpg"));
  }

  @Test
  void overwritingRunIsCompletedAfterAnyStep() {
    lab.run();
    Lab.file(lab.out.resolve("a.jpg"), "somebody's work");
    lab.overwrite = true;
    check();
  }

  private void check() {
    Snapshots snapshots = new Snapshots(lab);
    lab.steps = snapshots;
    lab.run();
    lab.steps = FileSteps.NONE;
    SortedMap<String, String> whole = Lab.tree(lab.out);
    List<String> wholeSaid = lab.say(lab.run());
    List<String> steps = snapshots.taken();
    for (String step :
        List.of(
            "noted start",
            "made folder",
            "created",
            "written",
            "flushed",
            "finished",
            "renamed",
            "noted end")) {
      assertTrue(steps.stream().anyMatch(s -> s.startsWith(step)), step + " was never reached");
    }
    for (int step = 0; step < steps.size(); step++) {
      snapshots.restore(step);
      List<String> done = ended(lab.manifest());
      lab.run();
      assertEquals(whole, Lab.tree(lab.out), "killed after " + steps.get(step));
      assertEquals(wholeSaid, lab.say(lab.run()), "killed after " + steps.get(step));
      assertEquals(List.of(), again(done, lab.manifest()), "done twice");
    }
  }

  /** {@return the outputs with an end line of the recipe of this run} */
  private List<String> ended(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("\"ended\"") && line.endsWith("}"))
        .filter(line -> line.contains("\"quality\":\"" + lab.write.quality() + "\""))
        .filter(line -> !lab.overwrite)
        .map(line -> line.replaceAll(".*\"output\":\"([^\"]+)\".*", "$1"))
        .toList();
  }

  private List<String> again(List<String> done, List<String> lines) {
    List<String> all = new ArrayList<>(ended(lines));
    done.forEach(all::remove);
    all.retainAll(done);
    return all;
  }
}
