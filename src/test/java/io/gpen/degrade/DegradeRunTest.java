package io.gpen.degrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes and what it never writes over. */
class DegradeRunTest {

  private static final Path FACE = Shared.file("vectors/inputs/face-64.png");

  @TempDir private Path folder;
  private Path in;
  private Path out;
  private final SortedMap<String, Path> photos = new TreeMap<>();

  @BeforeEach
  void photos() throws IOException {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
    add("a.png");
    add("b.png");
  }

  private Path add(String name) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    photos.put(name, Files.copy(FACE, file));
    return file;
  }

  private DegradeRequest request(Path output, Optional<Path> clear, boolean overwrite) {
    return new DegradeRequest(
        in,
        photos,
        output,
        clear,
        DegradeSettings.of(DegradationPreset.GPEN, clear.isPresent(), List.of()),
        overwrite,
        1_000_000);
  }

  private DegradeResult run() throws IOException {
    return run(request(out, Optional.empty(), false));
  }

  private static DegradeResult run(DegradeRequest request) throws IOException {
    return DegradeRun.run(request, outcome -> {}, () -> false);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.equals(DegradeSettings.FILE))
          .sorted()
          .toList();
    }
  }

  @Test
  void aRerunWritesNothingNewAndMendsWhatIsMissing() throws IOException {
    assertEquals(2, run().written());
    byte[] first = Files.readAllBytes(out.resolve("a.png"));
    Files.delete(out.resolve("b.png"));
    DegradeResult again = run();
    assertEquals(List.of(1L, 1L, 0L), List.of(again.written(), again.unchanged(), again.failed()));
    assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(out.resolve("a.png"))));
    assertEquals(-1, Files.mismatch(FACE, in.resolve("a.png")));
  }

  @Test
  void anotherFileOfTheNameIsReplacedOnlyIfAskedFor() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("a.png"), "somebody else's");
    DegradeResult result = run();
    assertEquals(1, result.failed());
    assertTrue(result.json().contains("use --overwrite to replace it"), result.json());
    assertEquals("somebody else's", Files.readString(out.resolve("a.png")));
    assertEquals(0, run(request(out, Optional.empty(), true)).failed());
    assertTrue(Files.size(out.resolve("a.png")) > 100);
  }

  @Test
  void noOutputIsEverAnInput() throws IOException {
    assertThrows(DegradeUsageException.class, () -> run(request(in, Optional.empty(), true)));
    assertThrows(DegradeUsageException.class, () -> run(request(out, Optional.of(in), true)));
    assertThrows(DegradeUsageException.class, () -> run(request(out, Optional.of(out), true)));
    Files.createDirectories(out);
    Files.createLink(out.resolve("b.png"), in.resolve("b.png"));
    DegradeUsageException e =
        assertThrows(DegradeUsageException.class, () -> run(request(out, Optional.empty(), true)));
    assertTrue(e.getMessage().contains(in.resolve("b.png").toString()), e.getMessage());
    assertEquals(List.of("b.png"), files(out), "nothing was written before");
    assertEquals(-1, Files.mismatch(FACE, in.resolve("b.png")));
  }

  @Test
  void copiesInsideTheInputAreNotCopiedAgain() throws IOException {
    out = in.resolve("worn");
    run();
    photos.put("worn/a.png", out.resolve("a.png"));
    DegradeResult again = run();
    assertEquals(2, again.outcomes().size());
    assertEquals(List.of("a.png", "b.png"), files(out));
  }

  @Test
  void anInputInsideTheOutputIsStillAnInput() throws IOException {
    assertEquals(2, run(request(folder, Optional.empty(), false)).written());
  }

  @Test
  void twinsAndDamagedPhotosFailAlone() throws IOException {
    Files.copy(FACE, in.resolve("B.jpg"));
    photos.put("B.jpg", in.resolve("B.jpg"));
    photos.put("c.jpg", Files.writeString(in.resolve("c.jpg"), "no picture"));
    List<String> heard = new ArrayList<>();
    DegradeResult result =
        DegradeRun.run(
            request(out, Optional.empty(), false),
            outcome -> {
              if (outcome instanceof CopyOutcome.Failed failed) {
                heard.add(failed.name() + ": " + failed.reason());
              }
            },
            () -> false);
    assertEquals(2, result.written());
    assertEquals(2, heard.size(), heard.toString());
    assertTrue(
        heard.get(0).startsWith("b.png: its copy would have the same name as that of B.jpg"));
    assertTrue(heard.get(1).startsWith("c.jpg: "), heard.toString());
  }

  @Test
  void aRunThatIsAskedToStopLeavesTheRest() throws IOException {
    List<String> done = new ArrayList<>();
    DegradeResult result =
        DegradeRun.run(
            request(out, Optional.empty(), false),
            outcome -> done.add(outcome.name()),
            () -> !done.isEmpty());
    assertTrue(result.stopped());
    assertEquals(List.of("a.png"), files(out));
  }

  @Test
  void whatAKilledRunLeftIsSweptAway() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve(".gpen-2147483646-0123456789abcdef.tmp"), "half");
    run();
    assertEquals(List.of("a.png", "b.png"), files(out));
  }

  @Test
  void anOutputFolderThatCannotBeWrittenEndsTheRun() throws IOException {
    Files.writeString(out, "a file where the folder should be");
    IOException e = assertThrows(IOException.class, this::run);
    assertEquals(
        "cannot write "
            + out.resolve(DegradeSettings.FILE)
            + ": there is a file where a folder is needed",
        e.getMessage());
  }
}
