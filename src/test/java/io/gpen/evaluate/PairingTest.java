package io.gpen.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairingTest {

  private static SortedMap<String, Path> files(String folder, String... names) {
    SortedMap<String, Path> files = new TreeMap<>();
    for (String name : names) {
      files.put(name, Path.of(folder, name));
    }
    return files;
  }

  private static Pairing pairing(
      SortedMap<String, Path> images, SortedMap<String, Path> references) {
    return Pairing.of(images, Optional.of(references), Optional.empty());
  }

  private static List<String> partners(Pairing pairing) {
    return pairing.pairs().stream().map(pair -> pair.reference().orElseThrow().toString()).toList();
  }

  @Test
  void theSamePathBelongsTogetherWhateverTheExtension() {
    Pairing pairing =
        pairing(
            files("a", "one.png", "sub/one.png", "st. john.png"),
            files("b", "one.jpg", "sub/one.tif", "st. john.webp", "two.jpg"));
    assertEquals(List.of("b/one.jpg", "b/st. john.webp", "b/sub/one.tif"), partners(pairing));
    assertEquals(List.of("two.jpg"), pairing.unused());
    assertEquals(List.of(), pairing.failed());
  }

  @Test
  void aPictureWithoutPartnerIsNamed() {
    Pairing pairing = pairing(files("a", "sub/one.png"), files("b", "one.png"));
    assertEquals(List.of(), pairing.pairs());
    assertEquals("sub/one.png", pairing.failed().get(0).name());
    assertTrue(pairing.failed().get(0).reason().contains("no reference has this name"));
  }

  @Test
  void amongSeveralTheSameNameWinsAndOthersAreNotGuessed() {
    Pairing pairing =
        pairing(files("a", "one.jpg", "two.png"), files("b", "one.jpg", "one.png", "two.jpg"));
    assertEquals(List.of("b/one.jpg", "b/two.jpg"), partners(pairing));
    Pairing unclear = pairing(files("a", "one.tif"), files("b", "one.jpg", "one.png"));
    assertTrue(unclear.failed().get(0).reason().contains("one.jpg, one.png"));
  }

  @Test
  void whatAPictureWasBeforeIsMatchedInTheSameWay() {
    Pairing pairing =
        Pairing.of(
            files("a", "mild/one.png", "mild/two.png"),
            Optional.of(files("b", "mild/one.png", "mild/two.png")),
            Optional.of(files("c", "mild/one.jpg")));
    assertEquals(
        List.of(
            new Pairing.Pair(
                "mild/one.png",
                Path.of("a/mild/one.png"),
                Optional.of(Path.of("b/mild/one.png")),
                Optional.of(Path.of("c/mild/one.jpg")))),
        pairing.pairs());
    assertEquals("no picture before has this name", pairing.failed().get(0).reason());
  }

  @Test
  void accentsInOneOrApartAreTheSameName() {
    Pairing pairing = pairing(files("a", "Zo\u00eb.png"), files("b", "Zoe\u0308.jpg"));
    assertEquals(1, pairing.pairs().size());
  }
}
