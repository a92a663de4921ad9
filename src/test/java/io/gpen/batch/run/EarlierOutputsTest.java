package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.batch.BatchSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier runs wrote into a folder of photos is no photo. */
class EarlierOutputsTest {

  @TempDir Path root;
  private Lab lab;
  private Path former;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.recursive = true;
    lab.photo("a.jpg", "faces=1");
    lab.photo("b/c.png", "faces=2 format=PNG");
    former = lab.in.resolve("restored");
    lab.out = former;
    lab.compare = Optional.of(lab.in.resolve("look"));
    lab.saveFaces = Optional.of(lab.in.resolve("look/faces"));
    assertEquals(List.of("a.jpg restored", "b/c.png restored"), lab.say(lab.run()));
    lab.compare = Optional.empty();
    lab.saveFaces = Optional.empty();
  }

  @Test
  void picturesBesideThePhotosAreLeftOutWhenTheyAreNotAskedForAgain() {
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg skipped", "b/c.png skipped"), lab.say(summary));
    assertEquals(2 + 2 * 3, summary.earlierOutputs(), "two comparisons, two pictures of each face");
  }

  @Test
  void formerOutputFolderIsLeftOut() throws Exception {
    lab.out = root.resolve("other");
    BatchSummary summary = lab.run();
    assertEquals(List.of("a.jpg restored", "b/c.png restored"), lab.say(summary));
    assertEquals(2 + 2 + 2 * 3, summary.earlierOutputs());
  }

  @Test
  void photosAmongEarlierOutputsStayPhotos() throws Exception {
    Lab.file(former.resolve("mine.jpg"), "faces=1");
    Lab.file(former.resolve("a.jpg"), "faces=1 painted over since");
    Lab.file(lab.in.resolve("look/mine.jpg"), "faces=1");
    Lab.file(lab.in.resolve("before and after.compare.jpg"), "faces=1");
    lab.out = root.resolve("other");
    assertEquals(
        List.of(
            "a.jpg restored",
            "b/c.png restored",
            "before and after.compare.jpg restored",
            "look/mine.jpg restored",
            "restored/a.jpg restored",
            "restored/mine.jpg restored"),
        lab.say(lab.run()));
  }

  @Test
  void outputFolderThatIsNamedAsAnInputIsTakenAsItIs() {
    lab.inputs = List.of(former, lab.in.resolve("look/a.jpg.compare.jpg"));
    lab.out = root.resolve("again");
    assertEquals(3, lab.run().outcomes().size());
  }

  @Test
  void copyOfAFormerOutputFolderIsLeftOutToo() throws Exception {
    Path copy = lab.in.resolve("z/backup");
    for (Path file : Lab.files(former)) {
      Path target = copy.resolve(former.relativize(file));
      Lab.make(target.getParent());
      Files.copy(file, target);
    }
    assertEquals(List.of("a.jpg skipped", "b/c.png skipped"), lab.say(lab.run()));
  }
}
