package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.PhotoOutcome.Restored;
import io.gpen.batch.PhotoOutcome.Skipped;
import io.gpen.batch.manifest.Manifest;
import io.gpen.image.OutputOptions;
import io.gpen.image.PhotoFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names that are not valid UTF-8, and names as long as the file system allows. */
@DisabledOnOs({OS.WINDOWS, OS.MAC})
class UnusualNamesTest {

  @TempDir Path root;
  private Lab lab;

  @BeforeEach
  void setUp() {
    lab = new Lab(root);
    lab.recursive = true;
  }

  /** {@return a path in a folder, from a name in the notation of URIs} */
  private static Path bytes(Path folder, String encoded) {
    Lab.make(folder);
    return Path.of(URI.create("file://" + folder.toUri().getRawPath() + encoded));
  }

  /** {@return the files under a folder but the manifest, in the notation of URIs} */
  private static Collection<String> names(Path folder) {
    Set<String> names = new TreeSet<>();
    int prefix = folder.toUri().getRawPath().length();
    Lab.files(folder).forEach(file -> names.add(file.toUri().getRawPath().substring(prefix)));
    names.remove(Manifest.NAME);
    return names;
  }

  @Test
  void bytesThatAreNotUtf8KeepTheirNamesAndTheirPhotos() throws Exception {
    List<String> names = List.of("Gro%DFeltern/a.jpg", "M%F6ller.jpg", "M%FCller.jpg");
    Lab.file(bytes(bytes(lab.in, "Gro%DFeltern"), "a.jpg"), "faces=1 of the grandparents");
    Path goesLater = Lab.file(bytes(lab.in, "M%F6ller.jpg"), "faces=1 of Moeller");
    Lab.file(bytes(lab.in, "M%FCller.jpg"), "faces=1 of Mueller");
    lab.compare = Optional.of(root.resolve("side"));
    assertEquals(3, count(lab.run(), Restored.class));
    assertEquals(names, List.copyOf(names(lab.out)));
    assertEquals(
        names.stream().map(name -> name + ".compare.jpg").toList(),
        List.copyOf(names(root.resolve("side"))));
    assertTrue(Files.readString(bytes(lab.out, "M%FCller.jpg")).endsWith("of Mueller"));
    assertTrue(Files.readString(bytes(lab.out, "M%F6ller.jpg")).endsWith("of Moeller"));
    assertEquals(3, count(lab.run(), Skipped.class), "a second run has nothing to do");
    Files.delete(goesLater);
    assertEquals(2, count(lab.run(), Skipped.class), "what is left belongs where it was");
    assertTrue(Files.readString(bytes(lab.out, "M%FCller.jpg")).endsWith("of Mueller"));
    Files.readString(lab.out.resolve(Manifest.NAME), StandardCharsets.UTF_8);
  }

  @Test
  void longestNamesHaveRestoredPhotosAndPicturesBesideThem() {
    List<String> names =
        List.of("x".repeat(251) + ".jpg", "x".repeat(250) + "y.jpg", "ä".repeat(125) + ".jpg");
    names.forEach(name -> lab.photo("sub/" + name, "faces=1"));
    lab.compare = Optional.of(root.resolve("side"));
    lab.saveFaces = Optional.of(root.resolve("faces"));
    for (Class<?> expected : List.of(Restored.class, Skipped.class)) {
      assertEquals(3, count(lab.run(), expected));
      assertEquals(3, names(lab.out).size());
      assertEquals(3, names(root.resolve("side")).size());
      assertEquals(6, names(root.resolve("faces")).size());
    }
  }

  @Test
  void namesThatBecomeLongerAreCutAndStayApart() {
    lab.photo("x".repeat(251) + ".png", "faces=1 format=PNG first");
    lab.photo("x".repeat(250) + "y.png", "faces=1 format=PNG second");
    lab.photo("x".repeat(250) + ".jpe", "faces=1 third");
    lab.photo("x".repeat(250) + ".bmp", "faces=1 format=BMP fourth");
    lab.write = new OutputOptions(Optional.of(PhotoFormat.WEBP), 95, false);
    for (Class<?> expected : List.of(Restored.class, Skipped.class)) {
      assertEquals(4, count(lab.run(), expected));
      assertEquals(4, names(lab.out).size());
    }
  }

  private static int count(BatchSummary summary, Class<?> kind) {
    assertEquals(List.of(), summary.outcomes().stream().filter(o -> !kind.isInstance(o)).toList());
    return summary.outcomes().size();
  }
}
