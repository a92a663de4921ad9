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
 * Which picture belongs to which: the one of the same path inside its folder, whatever the
 * extensions.
 *
 * @param pairs the pictures that have a partner
 * @param failed the pictures that have none, or several
 * @param unused the partners that nobody has, by their paths inside the folder
 */
public record Pairing(
    List<PicturePair> pairs, List<PairOutcome.Failed> failed, List<String> unused) {

  /**
   * {@return the pairs}
   *
   * @param pictures what is measured: path inside its folder, with {@code /} between the parts, to
   *     file
   * @param references what it is measured against, in the same form
   */
  public static Pairing of(SortedMap<String, Path> pictures, SortedMap<String, Path> references) {
    Map<String, List<String>> byKey = new TreeMap<>();
    for (String name : references.keySet()) {
      byKey.computeIfAbsent(key(name), k -> new ArrayList<>()).add(name);
    }
    List<PicturePair> pairs = new ArrayList<>();
    List<PairOutcome.Failed> failed = new ArrayList<>();
    TreeSet<String> unused = new TreeSet<>(references.keySet());
    pictures.forEach(
        (name, file) -> {
          List<String> partners = byKey.getOrDefault(key(name), List.of());
          if (references.containsKey(name)) {
            // Beside partners of other formats, the one of the very same name is meant.
            partners = List.of(name);
          }
          partners.forEach(unused::remove);
          if (partners.size() == 1) {
            pairs.add(new PicturePair(name, file, references.get(partners.get(0))));
          } else {
            failed.add(new PairOutcome.Failed(name, reason(partners)));
          }
        });
    return new Pairing(pairs, failed, List.copyOf(unused));
  }

  /**
   * {@return the pair of two pictures, whatever their names}
   *
   * @param picture what is measured
   * @param reference what it is measured against
   */
  public static Pairing ofTwo(Path picture, Path reference) {
    String name = picture.getFileName().toString();
    return new Pairing(List.of(new PicturePair(name, picture, reference)), List.of(), List.of());
  }

  private static String reason(List<String> partners) {
    return partners.isEmpty()
        ? "there is no picture of this name to compare it with"
        : "several pictures could be its partner: "
            + String.join(", ", partners)
            + "; leave one of them";
  }

  /** Disks of some systems hand out letters and accents apart. */
  private static String key(String name) {
    int dot = name.lastIndexOf('.');
    boolean extension = dot > name.lastIndexOf('/') + 1;
    return Normalizer.normalize(extension ? name.substring(0, dot) : name, Normalizer.Form.NFC);
  }
}
