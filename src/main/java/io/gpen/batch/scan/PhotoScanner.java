package io.gpen.batch.scan;

import io.gpen.batch.BatchAbortedException;
import io.gpen.batch.BatchUsageException;
import io.gpen.files.FileErrors;
import io.gpen.files.PathText;
import io.gpen.report.pictures.ReportFolder;
import java.io.IOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the photos of the inputs, in an order that depends on nothing but their names. Hidden
 * files, files that are no pictures and outputs of earlier runs are counted and left alone. Links
 * to folders outside are followed once; links to folders that are walked anyway are not followed,
 * so loops end by themselves.
 */
public final class PhotoScanner {

  private static final Logger LOG = LoggerFactory.getLogger(PhotoScanner.class);

  private final List<Path> roots;
  private final boolean recursive;
  private final Excludes excludes;
  private final Lister lister;
  private final Set<Path> barred = new HashSet<>();

  private final Map<Path, ScannedPhoto> photos = new LinkedHashMap<>();
  private final List<Scan.Unreadable> unreadable = new ArrayList<>();
  private final List<Path> emptyRoots = new ArrayList<>();
  private final Set<Path> visited = new HashSet<>();
  private final Set<Path> realRoots = new HashSet<>();
  private final Set<Path> named = new HashSet<>();
  private final EarlierOutputs earlier = new EarlierOutputs();
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
   * @throws BatchUsageException if an exclude is not a glob
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
    this.roots = roots;
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
   * @throws BatchAbortedException if an input does not exist or cannot be read
   */
  public Scan scan() {
    for (Path root : roots) {
      if (!Files.exists(root)) {
        throw new BatchAbortedException(
            "the input "
                + root
                + " does not exist; check the name, and whether its disk is mounted");
      }
      realRoots.add(real(root));
    }
    for (Path root : roots) {
      Path absolute = root.toAbsolutePath().normalize();
      sawPicture = false;
      if (!Files.isDirectory(root)) {
        // Named by the user, so it is taken whatever it is.
        named.add(absolute);
        add(new ScannedPhoto(absolute, root, PathText.of(absolute.getFileName())));
      } else if (visited.add(real(root))) {
        walk(new ScannedPhoto(absolute, root, ""));
      } else {
        continue;
      }
      if (!sawPicture) {
        emptyRoots.add(absolute);
      }
    }
    long before = photos.size();
    photos.keySet().removeIf(file -> !named.contains(file) && isEarlier(file));
    return new Scan(
        List.copyOf(photos.values()), unreadable, ignored, before - photos.size(), emptyRoots);
  }

  private void walk(ScannedPhoto folder) {
    boolean isRoot = folder.relative().isEmpty();
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = lister.list(folder.file())) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      String why = FileErrors.reason(e instanceof DirectoryIteratorException i ? i.getCause() : e);
      if (isRoot) {
        throw new BatchAbortedException(
            "the input " + folder.given() + " cannot be read: " + why, e);
      }
      unreadable.add(new Scan.Unreadable(folder, "the folder cannot be read: " + why));
      sawPicture = true;
      return;
    }
    if (!isRoot) {
      // Whoever names an output folder as an input means its pictures.
      earlier.addFolder(folder.file());
    }
    entries.stream()
        .map(entry -> inside(folder, entry.getFileName()))
        .sorted(Comparator.comparing(ScannedPhoto::relative))
        .forEach(this::look);
  }

  private static ScannedPhoto inside(ScannedPhoto folder, Path name) {
    String prefix = folder.relative().isEmpty() ? "" : folder.relative() + "/";
    return new ScannedPhoto(
        folder.file().resolve(name), folder.given().resolve(name), prefix + PathText.of(name));
  }

  private void look(ScannedPhoto entry) {
    Path file = entry.file();
    if (isHidden(file)) {
      ignore(entry, "hidden");
    } else if (excludes.match(entry.relative())) {
      sawPicture |= ImageFileFilter.byName(file);
    } else if (Files.isDirectory(file)) {
      if (recursive && entered(file)) {
        walk(entry);
      }
    } else if (ImageFileFilter.byName(file)
        || Files.isRegularFile(file) && ImageFileFilter.byContent(file)) {
      add(entry);
    } else {
      ignore(entry, "not a picture");
    }
  }

  private void ignore(ScannedPhoto entry, String why) {
    ignored++;
    LOG.debug("ignored     {}: {}", entry.given(), why);
  }

  private boolean isEarlier(Path file) {
    boolean isEarlier = earlier.contains(file);
    if (isEarlier) {
      LOG.debug("ignored     {}: an earlier run wrote it", photos.get(file).given());
    }
    return isEarlier;
  }

  private void add(ScannedPhoto photo) {
    sawPicture = true;
    // Opening a pipe would wait for ever; a link that leads nowhere fails when it is read.
    if (Files.exists(photo.file()) && !Files.isRegularFile(photo.file())) {
      unreadable.add(new Scan.Unreadable(photo, "it is not a regular file"));
    } else {
      photos.putIfAbsent(photo.file(), photo);
    }
  }

  private boolean entered(Path folder) {
    Path real = real(folder);
    if (barred.contains(real)) {
      return false;
    }
    if (ReportFolder.isReport(real)) {
      LOG.debug("ignored     {}: a report of an earlier run", folder);
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

  /** The globs of what is left out; each is tried on the relative path and on the name alone. */
  private static final class Excludes {

    private static final FileSystem FILES = FileSystems.getDefault();

    private final List<PathMatcher> matchers;

    /**
     * Compiles the globs.
     *
     * @throws BatchUsageException if one is not a glob
     */
    Excludes(List<String> globs) {
      this.matchers = globs.stream().map(Excludes::matcher).toList();
    }

    /** {@return whether a file or folder is left out} */
    boolean match(String relative) {
      Path path = PathText.parse(composed(relative));
      return matchers.stream().anyMatch(m -> m.matches(path) || m.matches(path.getFileName()));
    }

    private static PathMatcher matcher(String glob) {
      String bare = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
      if (bare.isEmpty()) {
        throw new BatchUsageException(
            "--exclude is empty; give a glob such as '*.png', or leave it out");
      }
      try {
        return FILES.getPathMatcher("glob:" + composed(bare));
      } catch (PatternSyntaxException e) {
        throw new BatchUsageException(
            "--exclude " + glob + " is not a glob: " + e.getDescription());
      }
    }

    /** Disks of some systems hand out letters and accents apart; what is typed has them in one. */
    private static String composed(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
  }
}
