package io.gpen.evaluate;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Images and their references: those of the same path inside their folders, whatever the
 * extensions.
 *
 * @param pairs the images with one reference
 * @param failed the images with no reference, or several
 * @param unused references that no image belongs to, by their paths inside the folder
 */
public record Pairing(List<Pair> pairs, List<PairOutcome.Failed> failed, List<String> unused) {

  /**
   * An image and its reference.
   *
   * @param name the image's path inside its folder, with {@code /} as separator
   * @param image the file to measure
   * @param reference the file to measure it against
   */
  public record Pair(String name, Path image, Path reference) {}

  /**
   * {@return the pairs}
   *
   * @param images the files to measure, by their paths inside their folder with {@code /} as
   *     separator
   * @param references the files to measure them against, in the same form
   */
  public static Pairing of(SortedMap<String, Path> images, SortedMap<String, Path> references) {
    Map<String, List<String>> byKey = new TreeMap<>();
    for (String name : references.keySet()) {
      byKey.computeIfAbsent(key(name), k -> new ArrayList<>()).add(name);
    }
    List<Pair> pairs = new ArrayList<>();
    List<PairOutcome.Failed> failed = new ArrayList<>();
    TreeSet<String> unused = new TreeSet<>(references.keySet());
    images.forEach(
        (name, file) -> {
          List<String> candidates = byKey.getOrDefault(key(name), List.of());
          if (references.containsKey(name)) {
            // A reference with the same extension has precedence.
            candidates = List.of(name);
          }
          candidates.forEach(unused::remove);
          if (candidates.size() == 1) {
            pairs.add(new Pair(name, file, references.get(candidates.get(0))));
          } else {
            failed.add(new PairOutcome.Failed(name, reason(candidates)));
          }
        });
    return new Pairing(pairs, failed, List.copyOf(unused));
  }

  /**
   * {@return two files as a pair, whatever their names}
   *
   * @param image the file to measure
   * @param reference the file to measure it against
   */
  public static Pairing ofTwo(Path image, Path reference) {
    String name = image.getFileName().toString();
    return new Pairing(List.of(new Pair(name, image, reference)), List.of(), List.of());
  }

  private static String reason(List<String> candidates) {
    return candidates.isEmpty()
        ? "no reference has this name"
        : "several references have this name: "
            + String.join(", ", candidates)
            + "; keep only one of them";
  }

  /** Some file systems return decomposed names. */
  private static String key(String name) {
    int dot = name.lastIndexOf('.');
    boolean extension = dot > name.lastIndexOf('/') + 1;
    return Normalizer.normalize(extension ? name.substring(0, dot) : name, Normalizer.Form.NFC);
  }
}
