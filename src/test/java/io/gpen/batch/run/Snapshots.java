package io.gpen.batch.run;

import io.gpen.files.FileSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the output folder as it is at each step of a run, which is what a process leaves behind
 * that is killed there, and puts any of them back.
 */
final class Snapshots implements FileSteps {

  private final Path live;
  private final Path kept;
  private final String only;
  private final List<String> taken = new ArrayList<>();

  /** Keeps every step. */
  Snapshots(Lab lab) {
    this(lab, "");
  }

  /** Keeps the steps of one name. */
  Snapshots(Lab lab, String only) {
    this.live = lab.out;
    this.kept = lab.root.resolve("kept" + System.nanoTime());
    this.only = only;
  }

  @Override
  public synchronized void reached(String step, Path file) throws IOException {
    if (only.isEmpty() || step.equals(only)) {
      copy(live, kept.resolve(Integer.toString(taken.size())));
      taken.add(step + " " + file.getFileName());
    }
  }

  /** {@return the steps in their order} */
  synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  /** Makes the output folder what it was at a step. */
  void restore(int step) {
    try {
      delete(live);
      copy(kept.resolve(Integer.toString(step)), live);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Path copy = to.resolve(from.relativize(file));
            try {
              Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            } catch (NoSuchFileException e) {
              // Another thread was faster here, too.
              Files.deleteIfExists(copy);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Another thread renamed or deleted it in the meantime.
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
