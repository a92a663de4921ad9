package io.gpen.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files that are there whole or not at all: a temporary file in the target's folder, flushed
 * to the disk, then renamed over the target.
 */
public final class AtomicFile {

  /** What the names of our temporary files begin with. */
  public static final String TEMPORARY_PREFIX = ".gpen-";

  /** What the names of our temporary files end in. */
  public static final String TEMPORARY_SUFFIX = ".tmp";

  private AtomicFile() {}

  /** Writes the content of a file to a stream. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything.
     *
     * @param out where to; the caller closes it
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param target the file; replaced if it is there
   * @param content the bytes
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, out -> out.write(content));
  }

  /**
   * Writes a file.
   *
   * @param target the file; replaced if it is there
   * @param content writes the bytes
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void write(Path target, Content content) throws IOException {
    Path temporary = temporaryFor(target);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new java.io.BufferedOutputStream(Channels.newOutputStream(channel));
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * {@return a fresh name beside a target, hidden and recognisable as ours}
   *
   * @param target the file that the temporary one will become
   */
  public static Path temporaryFor(Path target) {
    String unique = Long.toHexString(Double.doubleToLongBits(Math.random()) ^ System.nanoTime());
    return target.resolveSibling(TEMPORARY_PREFIX + unique + TEMPORARY_SUFFIX);
  }
}
