package io.gpen.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gpen.batch.BatchSummary;
import io.gpen.batch.manifest.Manifest;
import io.gpen.batch.manifest.ManifestIndex;
import io.gpen.files.FileSteps;
import io.gpen.image.OutputOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Months of a folder's life: photos come, change, break and go, outputs are altered and deleted,
 * options change, processes die. Whatever happens, what was altered by hand survives, everything
 * else is as one run over the present inputs would make it, and a run after a run does nothing.
 */
class RandomHistoryTest {

  private static final List<String> NAMES =
      List.of("a.jpg", "A.jpg", "b.png", "sub/a.jpg", "sub/c.tif", "d.jpg");

  @TempDir Path root;
  private Lab lab;
  private Random random;
  private int counter;
  private final SortedMap<String, String> inputs = new TreeMap<>();
  private final SortedMap<String, String> altered = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyHistoryKeepsThePromises(long seed) throws IOException {
    random = new Random(seed);
    lab = new Lab(root);
    lab.recursive = true;
    lab.photo("always.jpg", "faces=1 always");
    inputs.put("always.jpg", "faces=1 always");
    for (int day = 0; day < 20; day++) {
      for (int event = random.nextInt(4); event > 0; event--) {
        happen();
      }
      // A third death in a row may be the second of one photo alone, which is then set aside.
      for (int death = random.nextInt(5) - 2; death > 0; death--) {
        die();
      }
      lab.run();
      check("seed " + seed + ", day " + day);
    }
  }

  private void happen() throws IOException {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> put(name, "faces=" + random.nextInt(3) + " " + counter++);
      case 3 -> put(name, "faces=1 corrupt " + counter++);
      case 4 -> remove(name);
      case 5 -> alter(name);
      case 6 -> Files.deleteIfExists(lab.out.resolve(outputOf(name)));
      default -> lab.write = new OutputOptions(Optional.empty(), 90 + random.nextInt(3), false);
    }
    altered.keySet().removeIf(output -> !Files.exists(lab.out.resolve(output)));
  }

  private void put(String name, String words) throws IOException {
    Path file = lab.photo(name, words);
    long later = Lab.TAKEN.toEpochMilli() + 1000L * counter;
    Files.setLastModifiedTime(file, FileTime.fromMillis(later));
    inputs.put(name, words);
  }

  private void remove(String name) throws IOException {
    Files.deleteIfExists(lab.in.resolve(name));
    inputs.remove(name);
  }

  private void alter(String name) throws IOException {
    String output = outputOf(name);
    if (Files.exists(lab.out.resolve(output))) {
      String work = "work of a person " + counter++;
      Files.writeString(lab.out.resolve(output), work);
      altered.put(output, work);
    }
  }

  /** Runs, and leaves the output folder as it was at one of the steps. */
  private void die() {
    Snapshots snapshots = new Snapshots(lab);
    lab.steps = snapshots;
    lab.run();
    lab.steps = FileSteps.NONE;
    if (!snapshots.taken().isEmpty()) {
      snapshots.restore(random.nextInt(snapshots.taken().size()));
    }
  }

  private String outputOf(String input) {
    String path = lab.in.resolve(input).toString();
    return Manifest.peek(lab.out).byInput().getOrDefault(path, List.of()).stream()
        .map(ManifestIndex.Entry::output)
        .findFirst()
        .orElse(input);
  }

  private void check(String when) {
    SortedMap<String, String> tree = Lab.tree(lab.out);
    altered.forEach((output, work) -> assertEquals(work, tree.get(output), when));
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      String output = outputOf(input.getKey());
      if (!altered.containsKey(output) && !input.getValue().contains("corrupt")) {
        assertEquals(expected(input.getValue()), tree.get(output), when + ": " + output);
      }
    }
    assertTrue(tree.keySet().stream().noneMatch(name -> name.contains(".gpen-")), when);
    SortedMap<String, String> present = Lab.tree(lab.in);
    assertEquals(inputs, present, "an input was touched");

    List<String> manifest = lab.manifest();
    BatchSummary again = lab.run();
    assertEquals(List.of(), lab.photos.reads, when + ": done again");
    assertEquals(manifest, lab.manifest(), when);
    assertEquals(tree, Lab.tree(lab.out), when);
    assertEquals(inputs.size(), again.outcomes().size(), when);
  }

  private String expected(String words) {
    return words.startsWith("faces=0")
        ? words
        : FakePhotos.restored(words).replace("q=95", "q=" + lab.write.quality());
  }
}
