package io.gpen.engine;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What DJL leaves behind when the process dies while it unpacks libtorch: a folder of its own with
 * up to 500 MB, which nobody uses any more and DJL never removes.
 */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** LibUtils.copyNativeLibraryFromClasspath: Files.createTempDirectory(cache, "tmp"). */
  private static final String NAMES = "tmp[0-9]*";

  /** Another process may be unpacking at this moment; that takes seconds. */
  private static final Duration OUT_OF_USE = Duration.ofHours(1);

  private Leftovers() {}

  /**
   * Deletes such folders; what cannot be deleted stays, it does no harm.
   *
   * @param cache the folder in which DJL unpacks libtorch
   * @param now the present time
   */
  static void sweep(Path cache, Instant now) {
    if (!Files.isDirectory(cache)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, NAMES)) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder) && newest(folder).isBefore(now.minus(OUT_OF_USE))) {
          Utils.deleteQuietly(folder);
        }
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be swept", cache, e);
    }
  }

  private static Instant newest(Path folder) throws IOException {
    Instant newest = Files.getLastModifiedTime(folder).toInstant();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        newest = time.isAfter(newest) ? time : newest;
      }
    }
    return newest;
  }
}
