package io.gpen.batch.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.PhotoOutcome;
import io.gpen.batch.run.Lab;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which name each output gets, seen by what stands in it. */
class OutputNamesTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.recursive = true;
  }

  private void jpeg() {
    lab.write = new OutputOptions(Optional.of(PhotoFormat.JPEG), 95, false);
  }

  /** {@return whether an output was made from the photo of these words} */
  private boolean isFrom(String output, String words) {
    return lab.read(output).endsWith(words);
  }

  @Test
  void mirrorsTheTree() {
    lab.photo("a/b/c.jpg", "faces=1");
    lab.photo("d.jpg", "faces=1");
    lab.run();
    assertEquals(List.of("a/b/c.jpg", "d.jpg"), List.copyOf(Lab.tree(lab.out).keySet()));
  }

  @Test
  void formatChangesTheExtensionUnlessItStandsForIt() {
    lab.photo("a.png", "faces=1 format=PNG");
    lab.photo("b.JPEG", "faces=1");
    lab.photo("c.d.tif", "faces=1 format=TIFF");
    lab.photo("png_named.jpg", "faces=1 format=PNG");
    jpeg();
    lab.run();
    assertEquals(
        List.of("a.jpg", "b.JPEG", "c.d.jpg", "png_named.jpg"),
        List.copyOf(Lab.tree(lab.out).keySet()));
  }

  @Test
  void wrongExtensionKeepsItsName() {
    lab.photo("png_named.jpg", "faces=1 format=PNG");
    lab.run();
    assertEquals(List.of("png_named.jpg"), List.copyOf(Lab.tree(lab.out).keySet()));
  }

  @Test
  void nameWithoutExtensionGetsOneOnlyWithFormat() {
    OutputName plain = OutputName.of("album/scan0001", Optional.empty());
    assertEquals("album/scan0001", plain.variant(1));
    assertEquals("album/scan0001-2", plain.variant(2));
    OutputName png = OutputName.of("st. john", Optional.of(PhotoFormat.PNG));
    assertEquals("st. john.png", png.variant(1));
  }

  @Test
  void secondInputOfTheSameNameGetsAStableNumber() {
    lab.photo("a.png", "faces=1 format=PNG second");
    jpeg();
    lab.run();
    assertTrue(isFrom("a.jpg", "second"));
    lab.photo("a.bmp", "faces=1 format=BMP first");
    lab.photo("a.jpg", "faces=1 third");
    lab.run();
    assertTrue(isFrom("a.jpg", "second"), "a name once given stays with its input");
    assertTrue(isFrom("a-2.jpg", "first"));
    assertTrue(isFrom("a-3.jpg", "third"));
    assertEquals(List.of("a.bmp skipped", "a.jpg skipped", "a.png skipped"), lab.say(lab.run()));
  }

  @Test
  void numberStaysWhenTheFirstInputGoes() throws IOException {
    lab.photo("a.jpg", "faces=1 first");
    lab.photo("a.png", "faces=1 format=PNG second");
    jpeg();
    lab.run();
    Files.delete(lab.in.resolve("a.jpg"));
    assertEquals(List.of("a.png skipped"), lab.say(lab.run()));
    assertTrue(isFrom("a.jpg", "first"), "the output of a photo that is gone is kept");
    assertTrue(isFrom("a-2.jpg", "second"));
  }

  @Test
  void twoInputFoldersDoNotMeet() {
    Path one = lab.photo("one/x.jpg", "faces=1 one").getParent();
    Path two = lab.photo("two/x.jpg", "faces=1 two").getParent();
    lab.inputs = List.of(one, two);
    lab.run();
    assertTrue(isFrom("x.jpg", "one"));
    assertTrue(isFrom("x-2.jpg", "two"));
    lab.inputs = List.of(two, one);
    assertEquals(List.of("one/x.jpg skipped", "two/x.jpg skipped"), lab.say(lab.run()));
  }

  @Test
  void twoRunsOfDifferentFoldersDoNotMeet() {
    Path one = lab.photo("one/x.jpg", "faces=1 one").getParent();
    Path two = lab.photo("two/x.jpg", "faces=1 two").getParent();
    lab.inputs = List.of(one);
    lab.run();
    lab.inputs = List.of(two);
    lab.run();
    assertTrue(isFrom("x.jpg", "one"));
    assertTrue(isFrom("x-2.jpg", "two"));
  }

  @Test
  void twinsInCaseAndUnicodeFormDoNotMeet() {
    lab.photo("A.jpg", "faces=1 upper");
    lab.photo("a.jpg", "faces=1 lower");
    lab.photo("\u00e9.jpg", "faces=1 composed");
    lab.photo("e\u0301.jpg", "faces=1 apart");
    lab.photo("Sub/x.jpg", "faces=1 big");
    lab.photo("sub/x.jpg", "faces=1 small");
    lab.run();
    assertTrue(isFrom("A.jpg", "upper"));
    assertTrue(isFrom("a-2.jpg", "lower"));
    assertTrue(isFrom("e\u0301.jpg", "apart"));
    assertTrue(isFrom("\u00e9-2.jpg", "composed"));
    assertTrue(isFrom("Sub/x.jpg", "big"));
    assertTrue(isFrom("sub/x-2.jpg", "small"));
    assertEquals(
        6, lab.run().outcomes().stream().filter(o -> o instanceof PhotoOutcome.Skipped).count());
  }

  @Test
  void ownNameGoesBeforeANumber() {
    Path one = lab.photo("one/a.bmp", "faces=1 format=BMP first").getParent();
    lab.photo("one/a.jpg", "faces=1 second");
    Path two = lab.photo("two/a-2.jpg", "faces=1 itself").getParent();
    lab.inputs = List.of(one, two);
    jpeg();
    lab.run();
    assertTrue(isFrom("a-2.jpg", "itself"));
    assertTrue(isFrom("a.jpg", "first"));
    assertTrue(isFrom("a-3.jpg", "second"));
  }

  @Test
  void noFileHasTheNameOfANeededFolder() {
    Path one = lab.photo("one/x.jpg/y.jpg", "faces=1 inside").getParent().getParent();
    Path two = lab.photo("two/x.jpg", "faces=1 file").getParent();
    lab.inputs = List.of(two, one);
    assertEquals(List.of("one/x.jpg/y.jpg restored", "two/x.jpg restored"), lab.say(lab.run()));
    assertTrue(isFrom("x-2.jpg", "file"));
  }

  @Test
  void anyUnicodeNameIsKept() {
    List<String> names =
        List.of("-dash.jpg", "a b'c\"d.jpg", "дед.jpg", "家族.jpg", "😀.jpg", "a..b.jpg");
    names.forEach(name -> lab.photo(name, "faces=1"));
    lab.run();
    assertEquals(
        names.stream().sorted().toList(), Lab.tree(lab.out).keySet().stream().sorted().toList());
    assertTrue(
        lab.run().outcomes().stream().allMatch(outcome -> outcome instanceof PhotoOutcome.Skipped));
  }
}
