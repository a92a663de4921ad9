package io.gpen.batch.manifest;

import io.gpen.batch.manifest.ManifestIndex.Entry;
import io.gpen.files.PathText;
import io.gpen.files.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Outputs whose inputs were renamed or deleted. An input counts as gone only where another photo is
 * still in its folder. A folder that is empty, or gone itself, may be a disk that is not mounted:
 * nothing of it is gone.
 */
public final class OrphanedOutputs {

  private final Path output;
  private final ManifestIndex index;
  private final Set<String> inputs;
  private final Map<Path, Contents> folders = new HashMap<>();

  /**
   * Prepares a search.
   *
   * @param output the output folder
   * @param index what its manifest says
   */
  public OrphanedOutputs(Path output, ManifestIndex index) {
    this.output = output;
    this.index = index;
    this.inputs = index.byInput().keySet();
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
    // A photo of its folder is still there, or a file that may be the renamed one.
    Contents folder = folders.computeIfAbsent(input.get().getParent(), this::look);
    return folder.hasInput() || folder.extensions().contains(extension(input.get()));
  }

  /** What lies in a folder: the extensions of its files, and whether one is an input. */
  private record Contents(Set<String> extensions, boolean hasInput) {}

  /** {@return the contents of a folder, nothing if it cannot be read} */
  private Contents look(Path folder) {
    Set<String> extensions = new HashSet<>();
    boolean hasInput = false;
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
        for (Path file : files) {
          extensions.add(extension(file));
          hasInput |= inputs.contains(PathText.of(file));
        }
      } catch (IOException | DirectoryIteratorException e) {
        return new Contents(Set.of(), false);
      }
    }
    return new Contents(extensions, hasInput);
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the input of an entry; empty if no path of this system reads like that}
   *
   * @param entry an entry of the manifest
   */
  public static Optional<Path> input(Entry entry) {
    try {
      return Optional.of(PathText.parse(entry.input()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
