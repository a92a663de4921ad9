package io.gpen.batch.run;

import io.gpen.batch.BatchAbortedException;
import io.gpen.files.FileErrors;
import io.gpen.files.TemporaryFiles;
import io.gpen.text.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Finds out whether only one file could not be written or none in the folder can. The system's
 * message is in the user's language, so the folder is asked by writing as many bytes again.
 */
final class WriteProbe {

  private static final int PIECE = 1 << 16;

  private WriteProbe() {}

  /**
   * Does nothing if the folder can be written.
   *
   * @param folder the output folder
   * @param bytes how much was to be written
   * @param failure what happened
   * @throws BatchAbortedException if it cannot
   */
  static void check(Path folder, long bytes, IOException failure) {
    if (isFull(failure)) {
      throw cannotGoOn(folder, bytes, failure);
    }
    try {
      Files.createDirectories(folder);
      write(TemporaryFiles.nameFor(folder.resolve("probe")), bytes);
    } catch (IOException e) {
      throw cannotGoOn(folder, bytes, e);
    }
  }

  private static void write(Path probe, long bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(probe, StandardOpenOption.CREATE_NEW)) {
      byte[] piece = new byte[PIECE];
      for (long left = bytes; left > 0; left -= PIECE) {
        out.write(piece, 0, (int) Math.min(left, PIECE));
      }
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private static boolean isFull(IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("quota exceeded")
        || text.contains("not enough space");
  }

  private static BatchAbortedException cannotGoOn(Path folder, long bytes, IOException e) {
    return new BatchAbortedException(
        Wording.format(
            "cannot write to %s (%s; %.1f MB needed); free space or repair the folder, then run the"
                + " same command again",
            folder, FileErrors.reason(e), bytes / 1e6),
        e);
  }
}
