package io.gpen.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Identifies a file, so that two paths to the same file can be recognised, whatever hard link,
 * symbolic link, mount or spelling: equal for the same file, different otherwise.
 *
 * @param key the system's key of the file, or its real path where the system has no keys
 */
public record FileIdentity(Object key) {

  /**
   * {@return the identity of the file or folder that a path leads to}
   *
   * @param path an existing path; links are followed
   * @throws IOException if it leads nowhere or cannot be looked at
   */
  public static FileIdentity of(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return new FileIdentity(key != null ? key : path.toRealPath());
  }
}
