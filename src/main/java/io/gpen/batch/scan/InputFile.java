package io.gpen.batch.scan;

import io.gpen.files.FileState;
import io.gpen.files.Sha256;
import io.gpen.image.PhotoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** An input file, whose attributes are read once and whose content at most once. */
public final class InputFile {

  private static final long LARGEST = Integer.MAX_VALUE - 8;

  private final Path file;
  private final long size;
  private final Instant modified;
  private final boolean mayRead;
  private byte[] bytes;
  private FileState state;

  private InputFile(Path file, boolean mayRead) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    this.file = file;
    this.mayRead = mayRead;
    this.size = attributes.size();
    this.modified = attributes.lastModifiedTime().toInstant();
  }

  /**
   * Looks at a file without reading it.
   *
   * @throws IOException if it does not exist or may not be read
   */
  public static InputFile look(Path file) throws IOException {
    return new InputFile(file, true);
  }

  /**
   * Looks at a file that there is no time to read: what size and time cannot tell counts as
   * changed.
   *
   * @throws IOException if it does not exist or may not be read
   */
  public static InputFile glance(Path file) throws IOException {
    return new InputFile(file, false);
  }

  /** {@return its path} */
  public Path file() {
    return file;
  }

  /** {@return when it was last modified} */
  public Instant modified() {
    return modified;
  }

  /** {@return whether its size and time are those of an earlier look} */
  public boolean looksLike(FileState earlier) {
    return earlier.size() == size && earlier.modified().equals(modified);
  }

  /**
   * {@return whether it is what it was: the same size and time, or else the same content}
   *
   * @throws IOException if it cannot be read
   */
  public boolean isStill(FileState earlier) throws IOException {
    return looksLike(earlier)
        || mayRead && earlier.size() == size && state().sha256().equals(earlier.sha256());
  }

  /**
   * {@return its size, time and digest}
   *
   * @throws IOException if it cannot be read
   */
  public FileState state() throws IOException {
    if (state == null) {
      // A file too large for memory still has a digest.
      Sha256 digest = size > LARGEST ? Sha256.ofFile(file) : Sha256.of(bytes());
      state = new FileState(size, modified, digest);
    }
    return state;
  }

  /**
   * {@return the digest of an output; of an input that is copied it is known already}
   *
   * @param output the output, perhaps the very array of {@link #bytes}
   */
  public Sha256 digestOf(byte[] output) throws IOException {
    return output == bytes ? state().sha256() : Sha256.of(output);
  }

  /**
   * {@return its content}
   *
   * @throws IOException if it cannot be read, or changes while it is read
   * @throws PhotoException if it is larger than an array
   */
  public byte[] bytes() throws IOException {
    if (bytes == null) {
      if (size > LARGEST) {
        throw new PhotoException(
            PhotoException.Kind.TOO_LARGE,
            "the file has " + size + " bytes; the limit is 2 GB; save it smaller");
      }
      byte[] read = Files.readAllBytes(file);
      InputFile again = look(file);
      if (read.length != size || again.size != size || !again.modified.equals(modified)) {
        throw new IOException("the file changed while it was read");
      }
      bytes = read;
    }
    return bytes;
  }
}
