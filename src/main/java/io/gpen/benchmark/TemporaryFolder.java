package io.gpen.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder that goes with everything in it when it is closed, or when the process is interrupted:
 * archives of networks are too large to be left behind.
 */
final class TemporaryFolder implements AutoCloseable {

  private static final String PREFIX = "gpen-benchmark-";

  private final Path path;
  private final Thread atExit;

  private TemporaryFolder(Path path) {
    this.path = path;
    this.atExit = new Thread(() -> deleteIfPossible(path), "temporary folder");
  }

  /** {@return an empty folder in the system's folder for temporary files} */
  static TemporaryFolder create() {
    try {
      TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(PREFIX));
      Runtime.getRuntime().addShutdownHook(folder.atExit);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
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
      // The process is ending, so the folder is being deleted already.
      return;
    }
    delete(path);
  }

  /** Deletes a folder with everything in it. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be removed: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static void deleteIfPossible(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      System.err.println("gpen: remove it yourself: " + folder);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path inner, IOException e) throws IOException {
      Files.deleteIfExists(inner);
      return FileVisitResult.CONTINUE;
    }
  }
}
