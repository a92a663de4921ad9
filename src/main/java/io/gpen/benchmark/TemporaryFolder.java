package io.gpen.benchmark;

import io.gpen.text.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is deleted when it is closed or the process is interrupted: the archives in it are
 * too large to be left behind.
 */
final class TemporaryFolder implements AutoCloseable {

  private final Path path;
  private final Thread atExit;

  private TemporaryFolder(Path path) {
    this.path = path;
    this.atExit = new Thread(() -> deleteAtExit(path), "delete temporary folder");
  }

  /** {@return a new folder in the system's temporary folder} */
  static TemporaryFolder create() {
    try {
      TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory("gpen-benchmark-"));
      Runtime.getRuntime().addShutdownHook(folder.atExit);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary folder: " + e.getMessage(), e);
    }
  }

  /** {@return the folder} */
  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending and already deletes the folder.
      return;
    }
    delete(path);
  }

  /** Deletes a folder with everything in it, if it exists. */
  static void delete(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          Wording.format("cannot delete %s: %s", folder, e.getMessage()), e);
    }
  }

  private static void deleteAtExit(Path folder) {
    try {
      delete(folder);
    } catch (UncheckedIOException e) {
      System.err.println("gpen: " + e.getMessage());
    }
  }
}
