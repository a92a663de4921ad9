package io.gpen.batch.scan;

import io.gpen.batch.BatchUsageException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The globs of what is left out; each is tried on the relative path and on the name alone. */
public final class Excludes {

  private static final FileSystem FILES = FileSystems.getDefault();

  private final List<PathMatcher> matchers;

  /**
   * Compiles the globs.
   *
   * @throws BatchUsageException if one is no glob
   */
  public Excludes(List<String> globs) {
    this.matchers = globs.stream().map(Excludes::matcher).toList();
  }

  /** {@return whether a file or folder is left out} */
  public boolean match(String relative) {
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
