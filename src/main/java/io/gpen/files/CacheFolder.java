package io.gpen.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folder for what can be made again: unpacked native libraries and converted models. The first
 * of these that can be written is used: {@code $GPEN_CACHE}, {@code $XDG_CACHE_HOME/gpen}, {@code
 * ~/.cache/gpen}, {@code <temporary folder>/gpen-<user>}; the last one only if it is nobody else's.
 */
public final class CacheFolder {

  /** The environment variable that names the folder. */
  public static final String VARIABLE = "GPEN_CACHE";

  private CacheFolder() {}

  /**
   * {@return a folder inside the cache, created if needed}
   *
   * @param name the folder's name inside the cache
   * @throws IOException if no candidate can be written; the message lists them
   */
  public static Path folder(String name) throws IOException {
    return folder(
        name,
        System.getenv(),
        System.getProperty("user.home", ""),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Path folder(String name, Map<String, String> environment, String home, Path temporary)
      throws IOException {
    Path shared = temporary.resolve("gpen-" + System.getProperty("user.name"));
    List<Path> tried = new ArrayList<>();
    for (Path candidate : candidates(environment, home, shared)) {
      Path folder = candidate.resolve(name);
      try {
        if (candidate.equals(shared)) {
          PrivateFolder.claim(shared);
        }
        Files.createDirectories(folder);
        if (Files.isWritable(folder)) {
          return folder;
        }
      } catch (IOException e) {
        // The next candidate may do; if none does, the message below names them all.
      }
      tried.add(candidate);
    }
    throw new IOException(
        "no folder for the cache can be written; tried "
            + tried
            + "; set "
            + VARIABLE
            + " to a folder that can");
  }

  private static List<Path> candidates(Map<String, String> environment, String home, Path shared) {
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
    candidates.add(shared);
    return candidates;
  }
}
