package io.gpen.cli;

import io.gpen.batch.BatchUsageException;
import io.gpen.files.FileIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Predicate;

/** Keeps the single files that a command writes from replacing files of somebody else. */
final class OutputFiles {

  private static final int HEAD = 4096;

  private OutputFiles() {}

  /**
   * Refuses to replace an input, or a file that the same option would not have written.
   *
   * @param option the option that names the file
   * @param file the file, which need not be there
   * @param inputs the files that are only read
   * @param ours whether a file is replaced that begins with a text, one character for a byte
   * @throws BatchUsageException if the file is not replaced
   * @throws IOException if a file cannot be read
   */
  static void refuse(String option, Path file, Collection<Path> inputs, Predicate<String> ours)
      throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    FileIdentity target = FileIdentity.of(file);
    for (Path input : inputs) {
      if (Files.exists(input) && FileIdentity.of(input).equals(target)) {
        throw new BatchUsageException(option + " " + file + " is an input; name another file");
      }
    }
    if (Files.isRegularFile(file)) {
      String head = head(file);
      if (!head.isBlank() && !ours.test(head)) {
        throw new BatchUsageException(
            option + " " + file + " is a file of another kind; move it, or name another file");
      }
    }
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    }
  }
}
