package io.gpen.evaluate;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Images, their references and what they were before they were restored: those of the same path
 * inside their folders, whatever the extensions.
 *
 * @param pairs the images that can be measured
 * @param failed the images of which a companion is missing, or there are several
 * @param unused references that no image belongs to, by their paths inside the folder
 */
public record Pairing(List<Pair> pairs, List<PairOutcome.Failed> failed, List<String> unused) {

  /**
   * An image and its companions.
   *
   * @param name the image's path inside its folder, with {@code /} as separator
   * @param image the file to measure
   * @param reference the file to measure it against, if there is one
   * @param before the file that the image was restored from, if it is measured as well
   */
  public record Pair(String name, Path image, Optional<Path> reference, Optional<Path> before) {}

  /**
   * {@return the pairs} All files are named by their paths inside their folder with {@code /} as
   * separator.
   *
   * @param images the files to measure
   * @param references the files to measure them against, or empty for measures without reference
   * @param before the files that the images were restored from, or empty if these are not measured
   */
  public static Pairing of(
      SortedMap<String, Path> images,
      Optional<SortedMap<String, Path>> references,
      Optional<SortedMap<String, Path>> before) {
    Optional<Companions> referenceFiles =
        references.map(files -> new Companions("reference", files));
    Optional<Companions> beforeFiles = before.map(files -> new Companions("picture before", files));
    List<Pair> pairs = new ArrayList<>();
    List<PairOutcome.Failed> failed = new ArrayList<>();
    images.forEach(
        (name, file) -> {
          Optional<Match> reference = referenceFiles.map(files -> files.of(name));
          Optional<Match> earlier = beforeFiles.map(files -> files.of(name));
          Optional<String> problem =
              reference.flatMap(Match::problem).or(() -> earlier.flatMap(Match::problem));
          if (problem.isPresent()) {
            failed.add(new PairOutcome.Failed(name, problem.get()));
          } else {
            pairs.add(
                new Pair(name, file, reference.flatMap(Match::file), earlier.flatMap(Match::file)));
          }
        });
    return new Pairing(
        pairs, failed, referenceFiles.map(files -> List.copyOf(files.unused)).orElse(List.of()));
  }

  /**
   * {@return files as a pair, whatever their names}
   *
   * @param image the file to measure
   * @param reference the file to measure it against, if there is one
   * @param before the file that it was restored from, if it is measured as well
   */
  public static Pairing ofFiles(Path image, Optional<Path> reference, Optional<Path> before) {
    String name = image.getFileName().toString();
    return new Pairing(List.of(new Pair(name, image, reference, before)), List.of(), List.of());
  }

  private record Match(Optional<Path> file, Optional<String> problem) {}

  /** The files of a folder that images are matched with. */
  private static final class Companions {
    private final String noun;
    private final SortedMap<String, Path> files;
    private final Map<String, List<String>> byKey = new TreeMap<>();
    private final TreeSet<String> unused;

    Companions(String noun, SortedMap<String, Path> files) {
      this.noun = noun;
      this.files = files;
      this.unused = new TreeSet<>(files.keySet());
      files.keySet().forEach(n -> byKey.computeIfAbsent(key(n), k -> new ArrayList<>()).add(n));
    }

    Match of(String name) {
      // A companion with the same extension has precedence.
      List<String> candidates =
          files.containsKey(name) ? List.of(name) : byKey.getOrDefault(key(name), List.of());
      candidates.forEach(unused::remove);
      return candidates.size() == 1
          ? new Match(Optional.of(files.get(candidates.get(0))), Optional.empty())
          : new Match(Optional.empty(), Optional.of(reason(candidates)));
    }

    private String reason(List<String> candidates) {
      return candidates.isEmpty()
          ? "no " + noun + " has this name"
          : "several files have this name as "
              + noun
              + ": "
              + String.join(", ", candidates)
              + "; keep only one of them";
    }
  }

  /** Some file systems return decomposed names. */
  private static String key(String name) {
    int dot = name.lastIndexOf('.');
    boolean extension = dot > name.lastIndexOf('/') + 1;
    return Normalizer.normalize(extension ? name.substring(0, dot) : name, Normalizer.Form.NFC);
  }
}
