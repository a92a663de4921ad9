package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.OrphanedOutputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a run tells of outputs whose inputs are gone, and only of them. */
class OrphanedOutputsTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.recursive = true;
    lab.compare = Optional.of(root.resolve("look"));
    lab.photo("a.jpg", "faces=1");
    lab.photo("2019/b.jpg", "faces=1");
    lab.photo("2019/c.jpg", "faces=1");
    assertEquals(0, lab.run().orphans());
  }

  @Test
  void renamedInputLeavesItsOutputAndItsComparison() throws Exception {
    Files.move(lab.in.resolve("a.jpg"), lab.in.resolve("z.jpg"));
    assertEquals(2, lab.run().orphans());
    assertEquals(2, lab.run().orphans());
    Files.delete(root.resolve("look/a.jpg.compare.jpg"));
    assertEquals(1, lab.run().orphans());
    Files.delete(lab.out.resolve("a.jpg"));
    assertEquals(0, lab.run().orphans());
  }

  @Test
  void folderThatIsGoneMayBeADiskThatIsNotMounted() throws Exception {
    Files.move(lab.in.resolve("2019"), lab.in.resolve("2019 summer"));
    assertEquals(0, lab.run().orphans());
  }

  @Test
  void fileThatIsNoPhotoDoesNotShowThatTheDiskIsThere() throws Exception {
    Files.delete(lab.in.resolve("2019/b.jpg"));
    Files.delete(lab.in.resolve("2019/c.jpg"));
    Files.writeString(lab.in.resolve("2019/NOT-MOUNTED.txt"), "insert the disk");
    assertEquals(0, lab.run().orphans());
  }

  @Test
  void nothingIsGoneWhereADiskMayBeMissing() throws Exception {
    Path elsewhere = root.resolve("elsewhere");
    Files.move(lab.in.resolve("2019"), elsewhere);
    Files.createDirectory(lab.in.resolve("2019"));
    assertEquals(0, lab.run().orphans(), "an empty folder may be where a disk is mounted");
    Files.delete(lab.in.resolve("2019"));
    Files.createSymbolicLink(lab.in.resolve("2019"), root.resolve("unplugged"));
    assertEquals(0, lab.run().orphans(), "a link may lead to a disk that is not mounted");
  }

  @Test
  void inputThatCannotBeLookedUpIsNotGone() throws Exception {
    // A name that no file system allows, in the place of a folder without permission or a disk that
    // fails: the answer is an error, not that there is no such file.
    Path manifest = lab.out.resolve(Manifest.NAME);
    String lines = Files.readString(manifest);
    Files.writeString(manifest, lines.replace("/a.jpg\"", "/" + "a".repeat(300) + ".jpg\""));
    OrphanedOutputs orphans = new OrphanedOutputs(lab.out, Manifest.peek(lab.out));
    assertEquals(List.of(), orphans.entries());
    Files.writeString(manifest, lines.replace("/a.jpg\"", "/aa.jpg\""));
    orphans = new OrphanedOutputs(lab.out, Manifest.peek(lab.out));
    assertEquals(1, orphans.entries().size());
  }

  @Test
  void photosOfOtherInputsAndExcludedOnesAreNotGone() throws Exception {
    Files.delete(lab.in.resolve("2019/b.jpg"));
    lab.inputs = List.of(lab.in.resolve("a.jpg"));
    assertEquals(0, lab.run().orphans());
    lab.inputs = List.of(lab.in);
    lab.excludes = List.of("a.jpg");
    assertEquals(2, lab.run().orphans(), "those of 2019/b.jpg");
  }
}
