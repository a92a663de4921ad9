package io.gpen.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files completely or not at all: a temporary file in the target's folder, flushed to the
 * disk, then renamed over the target, and the rename flushed as well where the system can.
 */
public final class AtomicFile {

  private static final Finish NOTHING_MORE = temporary -> {};

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

  /** Runs before the temporary file becomes the target. */
  @FunctionalInterface
  public interface Finish {
    /**
     * Sets attributes, or refuses by throwing.
     *
     * @param temporary the file with its whole content, closed
     * @throws IOException to leave the target as it is
     */
    void accept(Path temporary) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param target the file; replaced if it is there
   * @param content the bytes
   * @throws IOException if it cannot be written, or the target is a device, a pipe or a folder; the
   *     target is then as it was
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, out -> out.write(content));
  }

  /**
   * Writes a file.
   *
   * @param target the file; replaced if it is there
   * @param content writes the bytes
   * @throws IOException if it cannot be written, or the target is a device, a pipe or a folder; the
   *     target is then as it was
   */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, NOTHING_MORE, FileSteps.NONE);
  }

  /**
   * Writes a file.
   *
   * @param target the file; replaced if it is there
   * @param content writes the bytes
   * @param finish runs before the rename
   * @param steps is called after each step
   * @throws IOException if it cannot be written, or the target is a device, a pipe or a folder; the
   *     target is then as it was
   */
  public static void write(Path target, Content content, Finish finish, FileSteps steps)
      throws IOException {
    refuseSpecial(target);
    Path temporary = TemporaryFiles.nameFor(target);
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        steps.reached("created", target);
        OutputStream out = new BufferedOutputStream(stream(channel, target));
        content.writeTo(out);
        out.flush();
        steps.reached("written", target);
        channel.force(true);
        steps.reached("flushed", target);
      }
      finish.accept(temporary);
      steps.reached("finished", target);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      // Nobody knows the temporary file.
      throw temporary.toString().equals(e.getFile()) ? FileErrors.about(target, e) : e;
    } finally {
      if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(temporary);
      }
    }
    flushFolder(target.toAbsolutePath().getParent());
    steps.reached("renamed", target);
  }

  /** An error of writing does not name a file; one of making the content is left as it is. */
  private static OutputStream stream(FileChannel channel, Path target) {
    OutputStream out = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          out.write(bytes, from, length);
        } catch (IOException e) {
          throw e.getClass() == IOException.class ? FileErrors.about(target, e) : e;
        }
      }
    };
  }

  /** Whoever names {@code /dev/null} does not mean it to become a file, and root could make it. */
  private static void refuseSpecial(Path target) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileSystemException(target.toString(), null, "it is not a regular file");
    }
  }

  private static void flushFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open folders, some network disks cannot flush them. A rename that is lost in
      // a power failure is found by the next run as a missing output.
    }
  }
}
