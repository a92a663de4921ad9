package io.gpen.batch.manifest;

import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.files.PathText;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Outputs whose inputs were renamed or deleted. An input counts as gone only where something else
 * of its folder is still there: on a disk that is not mounted nothing is gone.
 */
public final class OrphanedOutputs {

  private final Path output;
  private final ManifestIndex index;
  private final Map<Path, Boolean> alive = new HashMap<>();

  /**
   * Prepares a search.
   *
   * @param output the output folder
   * @param index what its manifest says
   */
  public OrphanedOutputs(Path output, ManifestIndex index) {
    this.output = output;
    this.index = index;
  }

  /** {@return the entries whose inputs are gone and whose outputs are there} */
  public List<Entry> entries() {
    return entries(entry -> true);
  }

  /**
   * {@return those entries whose inputs are gone and whose outputs are there}
   *
   * @param candidates which entries to look at
   */
  public List<Entry> entries(Predicate<Entry> candidates) {
    return index.entries().stream()
        .filter(candidates)
        .filter(entry -> files(entry).containsKey(file(entry)) && isGone(entry))
        .toList();
  }

  /**
   * {@return the output of an entry and the pictures beside it, as far as they are there, each with
   * the digest that it was written with}
   *
   * @param entry an entry of the manifest
   */
  public Map<Path, Sha256> files(Entry entry) {
    Map<Path, Sha256> files = new LinkedHashMap<>();
    // The output comes last: as long as it is there, the others are found.
    entry.pictures().forEach(p -> files.put(PathText.parse(p.file()), p.state().sha256()));
    entry.written().ifPresent(state -> files.put(file(entry), state.sha256()));
    files.keySet().removeIf(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    return files;
  }

  /**
   * {@return the line to append when an entry's files were removed}
   *
   * @param entry the entry
   */
  public static ManifestLine removed(Entry entry) {
    return new ManifestLine.Removed(entry.output(), entry.input(), Instant.now());
  }

  private Path file(Entry entry) {
    return PathText.resolve(output, entry.output());
  }

  private boolean isGone(Entry entry) {
    Optional<Path> input = input(entry).filter(Path::isAbsolute);
    // Neither is what cannot be looked up: no permission, or an error of the disk or the network.
    if (input.isEmpty() || !Files.notExists(input.get(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path folder = input.get().getParent();
    Path root = root(entry, folder);
    return Files.isDirectory(root)
        && isFilled(existing(folder))
        && (hasFile(folder) || alive.computeIfAbsent(root, this::hasInput));
  }

  /** {@return the folder that was the input of the run: as far above as the output lies deep} */
  private static Path root(Entry entry, Path folder) {
    Path root = folder;
    for (long depth = entry.output().chars().filter(c -> c == '/').count(); depth > 0; depth--) {
      root = root.getParent() == null ? root : root.getParent();
    }
    return root;
  }

  private static Path existing(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  private boolean hasInput(Path root) {
    return index.entries().stream()
        .map(OrphanedOutputs::input)
        .flatMap(Optional::stream)
        .anyMatch(input -> input.startsWith(root) && Files.exists(input));
  }

  private static boolean isFilled(Path folder) {
    return has(folder, file -> true);
  }

  private static boolean hasFile(Path folder) {
    return has(folder, Files::isRegularFile);
  }

  private static boolean has(Path folder, Predicate<Path> what) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().startsWith(".") && what.test(entry)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<Path> input(Entry entry) {
    try {
      return Optional.of(PathText.parse(entry.input()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
