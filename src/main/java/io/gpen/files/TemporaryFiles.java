package io.gpen.files;

import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names our temporary files and finds those that a process left behind when it died. A name is
 * {@code .gpen-<process>-<random>.tmp}: hidden, and no name that anybody else would give.
 */
public final class TemporaryFiles {

  private static final Pattern NAME = Pattern.compile("\\.gpen-(\\d+)-[0-9a-f]{16}\\.tmp");

  private TemporaryFiles() {}

  /**
   * {@return a fresh name beside a file, hidden and recognisable as ours}
   *
   * @param target the file that the temporary one will become
   */
  public static Path nameFor(Path target) {
    long random = ThreadLocalRandom.current().nextLong();
    long process = ProcessHandle.current().pid();
    return target.resolveSibling(Wording.format(".gpen-%d-%016x.tmp", process, random));
  }

  /**
   * {@return whether a file has a name of ours}
   *
   * @param file any file
   */
  public static boolean isOurs(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /**
   * {@return whether a file has a name of ours and the process that made it is gone}
   *
   * @param file any file
   */
  public static boolean isOrphan(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
  }

  /**
   * Deletes temporary files in a folder and the folders inside; links are not followed. What cannot
   * be read or deleted is left alone: it does no harm.
   *
   * @param root the folder; nothing happens if there is none
   * @param choice which files, of those that have a name of ours
   * @param leaveOut folders that are not entered
   * @return how many files were deleted
   * @throws IOException if the folder cannot be walked
   */
  public static int sweep(Path root, Predicate<Path> choice, Predicate<Path> leaveOut)
      throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    int[] deleted = {0};
    // The folder itself may be a link; those inside are not followed.
    Path start = root.toRealPath();
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(start) && leaveOut.test(folder);
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isOurs(file) && choice.test(file) && delete(file)) {
              deleted[0]++;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return deleted[0];
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      return false;
    }
  }
}
