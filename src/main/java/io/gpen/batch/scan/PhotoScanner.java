package io.gpen.batch.scan;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchUsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the photos of the inputs, in an order that depends on nothing but their names. Hidden files
 * and files that claim to be no picture are counted and left alone. Links to folders outside are
 * followed once; links to folders that are walked anyway are not followed, so loops end by
 * themselves.
 */
public final class PhotoScanner {

  private final List<Path> roots;
  private final boolean recursive;
  private final Excludes excludes;
  private final Lister lister;
  private final Set<Path> barred = new HashSet<>();

  private final Map<Path, ScannedPhoto> photos = new LinkedHashMap<>();
  private final List<Scan.Trouble> troubles = new ArrayList<>();
  private final List<Path> emptyRoots = new ArrayList<>();
  private final Set<Path> visited = new HashSet<>();
  private final Set<Path> realRoots = new HashSet<>();
  private long ignored;
  private boolean sawPicture;

  /** Opens a folder. */
  public interface Lister {
    /** {@return what is in a folder} */
    DirectoryStream<Path> list(Path folder) throws IOException;
  }

  /**
   * Prepares a scan.
   *
   * @param roots folders and files
   * @param recursive whether folders inside are walked
   * @param excludes globs of what is left out, tried on the relative path and on the name alone
   * @param written folders that this run writes to; they are left out where they lie inside a root
   * @throws BatchUsageException if an exclude is no glob
   */
  public PhotoScanner(
      List<Path> roots, boolean recursive, List<String> excludes, List<Path> written) {
    this(roots, recursive, excludes, written, Files::newDirectoryStream);
  }

  PhotoScanner(
      List<Path> roots,
      boolean recursive,
      List<String> excludes,
      List<Path> written,
      Lister lister) {
    this.lister = lister;
    this.roots = roots.stream().map(Path::toAbsolutePath).map(Path::normalize).toList();
    this.recursive = recursive;
    this.excludes = new Excludes(excludes);
    for (Path folder : written) {
      if (Files.exists(folder)) {
        barred.add(real(folder));
      }
    }
  }

  /**
   * {@return what the inputs hold}
   *
   * @throws BatchAbortedException if an input is not there or cannot be read
   */
  public Scan scan() {
    for (Path root : roots) {
      if (!Files.exists(root)) {
        throw new BatchAbortedException(
            "the input " + root + " is not there; is its disk mounted and the name right?");
      }
      realRoots.add(real(root));
    }
    for (Path root : roots) {
      sawPicture = false;
      if (!Files.isDirectory(root)) {
        // Named by the user, so it is looked at whatever it claims.
        add(root, root.getFileName().toString());
      } else if (visited.add(real(root))) {
        walk(root, "", true);
      } else {
        continue;
      }
      if (!sawPicture) {
        emptyRoots.add(root);
      }
    }
    return new Scan(List.copyOf(photos.values()), troubles, ignored, emptyRoots);
  }

  private void walk(Path folder, String prefix, boolean isRoot) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = lister.list(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      if (isRoot) {
        throw new BatchAbortedException("the input " + folder + " cannot be read: " + why(e), e);
      }
      String relative = prefix.substring(0, prefix.length() - 1);
      troubles.add(new Scan.Trouble(folder, relative, "the folder cannot be read: " + why(e)));
      sawPicture = true;
      return;
    }
    entries.sort(Comparator.comparing(p -> p.getFileName().toString()));
    for (Path entry : entries) {
      look(entry, prefix + entry.getFileName());
    }
  }

  private void look(Path entry, String relative) {
    if (isHidden(entry)) {
      ignored++;
    } else if (excludes.match(relative)) {
      sawPicture |= ImageFileFilter.byName(entry);
    } else if (Files.isDirectory(entry)) {
      if (recursive && entered(entry)) {
        walk(entry, relative + "/", false);
      }
    } else if (ImageFileFilter.byName(entry)
        || Files.isRegularFile(entry) && ImageFileFilter.byContent(entry)) {
      add(entry, relative);
    } else {
      ignored++;
    }
  }

  private void add(Path file, String relative) {
    sawPicture = true;
    // Opening a pipe would wait for ever; a link that leads nowhere fails when it is read.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      troubles.add(new Scan.Trouble(file, relative, "it is no regular file"));
    } else {
      photos.putIfAbsent(file, new ScannedPhoto(file, relative));
    }
  }

  private boolean entered(Path folder) {
    Path real = real(folder);
    if (barred.contains(real)) {
      return false;
    }
    boolean walkedAnyway =
        Files.isSymbolicLink(folder) && realRoots.stream().anyMatch(real::startsWith);
    return !walkedAnyway && visited.add(real);
  }

  private static boolean isHidden(Path entry) {
    try {
      return entry.getFileName().toString().startsWith(".") || Files.isHidden(entry);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static String why(Exception e) {
    return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
  }

  /** The globs of what is left out; each is tried on the relative path and on the name alone. */
  private static final class Excludes {

    private static final FileSystem FILES = FileSystems.getDefault();

    private final List<PathMatcher> matchers;

    /**
     * Compiles the globs.
     *
     * @throws BatchUsageException if one is no glob
     */
    Excludes(List<String> globs) {
      this.matchers = globs.stream().map(Excludes::matcher).toList();
    }

    /** {@return whether a file or folder is left out} */
    boolean match(String relative) {
      Path path = Path.of(composed(relative));
      return matchers.stream().anyMatch(m -> m.matches(path) || m.matches(path.getFileName()));
    }

    private static PathMatcher matcher(String glob) {
      String bare = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
      try {
        return FILES.getPathMatcher("glob:" + composed(bare));
      } catch (PatternSyntaxException e) {
        throw new BatchUsageException("--exclude " + glob + " is no glob: " + e.getDescription());
      }
    }

    /** Disks of some systems hand out letters and accents apart; what is typed has them in one. */
    private static String composed(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
  }
}
