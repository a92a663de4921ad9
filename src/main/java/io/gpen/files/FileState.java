package io.gpen.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * The state of a file at one moment.
 *
 * @param size its bytes
 * @param modified when it was last modified, as exactly as the system says
 * @param sha256 the digest of its content
 */
public record FileState(long size, Instant modified, Sha256 sha256) {

  /**
   * {@return the state of a file now; its whole content is read}
   *
   * @param file the file; a link is not followed
   * @throws IOException if it cannot be read
   */
  public static FileState of(Path file) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    return new FileState(
        attributes.size(), attributes.lastModifiedTime().toInstant(), Sha256.ofFile(file));
  }

  /**
   * {@return whether a file is still as it was: the same size and time, or the same content}
   *
   * @param file the file; a link is not followed and never the same
   * @throws IOException if it cannot be read
   */
  public boolean stillHolds(Path file) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    if (!attributes.isRegularFile() || attributes.size() != size) {
      return false;
    }
    return attributes.lastModifiedTime().toInstant().equals(modified)
        || Sha256.ofFile(file).equals(sha256);
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
