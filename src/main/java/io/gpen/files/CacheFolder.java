package io.gpen.files;

import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * The folder for what can be made again: unpacked native libraries and converted models. The first
 * of these that can be written is used: {@code $GPEN_CACHE}, {@code $XDG_CACHE_HOME/gpen}, {@code
 * ~/.cache/gpen}, {@code <temporary folder>/gpen-<user>}. Code is loaded from it, so a folder that
 * others can write to or replace is not used; if it is the one that {@code GPEN_CACHE} names, that
 * is an error.
 */
public final class CacheFolder {

  /** The environment variable that names the folder. */
  public static final String VARIABLE = "GPEN_CACHE";

  private static final String TEMPORARY = "java.io.tmpdir";

  private static final Duration OUT_OF_USE = Duration.ofHours(1);

  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private CacheFolder() {}

  /** There is no cache folder to work in; the message says what to do. */
  public static final class UnusableException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Says why.
     *
     * @param message what is wrong and what to do
     * @param cause what was found, if one folder alone is to blame
     */
    public UnusableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * {@return a folder inside the cache, created if needed}
   *
   * @param name the folder's name inside the cache
   * @throws UnusableException if no candidate can be used, or the one that {@code GPEN_CACHE} names
   *     can be written by others; the message says what to do
   */
  public static Path folder(String name) throws IOException {
    return folder(name, System.getenv(), System.getProperty("user.home", ""));
  }

  static Path folder(String name, Map<String, String> environment, String home) throws IOException {
    List<String> problems = new ArrayList<>();
    Set<Path> tried = new HashSet<>();
    for (Path candidate : candidates(environment, home)) {
      Path folder = candidate.resolve(name);
      try {
        PrivateFolder.make(candidate);
        PrivateFolder.make(folder);
        warn(environment, tried, candidate);
        sweep(folder);
        return folder;
      } catch (PrivateFolder.UnsafeFolderException e) {
        if (isNamed(candidate, environment)) {
          throw new UnusableException(
              Wording.format("%s is %s, but %s", VARIABLE, candidate, e.getMessage()), e);
        }
        warnOnce(e.getMessage());
        problems.add(e.getMessage());
      } catch (IOException e) {
        // The next candidate may do; if none does, the message names them all.
        problems.add(candidate + " cannot be written");
      }
      tried.add(candidate);
    }
    throw new UnusableException(
        Wording.format(
            "there is no usable cache folder (%s): set %s to a folder that you can write to",
            String.join("; ", problems), VARIABLE),
        null);
  }

  /**
   * Has temporary files made in the cache if the temporary folder of the Java machine does not
   * exist or cannot be written. To be called before the first temporary file is made, as the Java
   * machine reads the property once.
   *
   * @throws IOException if the cache cannot be written either
   */
  public static void replaceUnusableTemporaryFolder() throws IOException {
    // Permissions alone say nothing to root; Files.createTempFile would read the property.
    Path probe = Path.of(System.getProperty(TEMPORARY), ".gpen-probe-" + System.nanoTime());
    try {
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException e) {
      System.setProperty(TEMPORARY, folder("tmp").toString());
    }
  }

  private static boolean isNamed(Path candidate, Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return !named.isEmpty() && candidate.equals(Path.of(named));
  }

  /** Whoever names a folder should know when another one is filled. */
  private static void warn(Map<String, String> environment, Set<Path> tried, Path used) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty() && tried.contains(Path.of(named))) {
      warnOnce(
          Wording.format("%s is %s, which cannot be written; %s is used", VARIABLE, named, used));
    }
  }

  private static void warnOnce(String warning) {
    if (WARNED.add(warning)) {
      LoggerFactory.getLogger(CacheFolder.class).warn("{}", warning);
    }
  }

  /** What a process that died left behind, which may be hundreds of megabytes. */
  private static void sweep(Path folder) throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minus(OUT_OF_USE));
    // On a disk that machines share, a process that is not here may live elsewhere.
    TemporaryFiles.sweep(
        folder,
        file -> TemporaryFiles.isOrphan(file) && isOlder(file, longAgo),
        inside -> !inside.equals(folder));
  }

  private static boolean isOlder(Path file, FileTime time) {
    try {
      return Files.getLastModifiedTime(file).compareTo(time) < 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path temporary() {
    return Path.of(System.getProperty(TEMPORARY), "gpen-" + System.getProperty("user.name"));
  }

  private static List<Path> candidates(Map<String, String> environment, String home) {
    List<Path> candidates = new ArrayList<>();
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      candidates.add(Path.of(named));
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (!xdg.isEmpty()) {
      candidates.add(Path.of(xdg, "gpen"));
    }
    // Java says "?" where the account has no home folder.
    if (!home.isEmpty() && !home.equals("?")) {
      candidates.add(Path.of(home, ".cache", "gpen"));
    }
    candidates.add(temporary());
    return candidates;
  }
}
