package io.gpen.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder in a place where everybody may write, such as the system's folder for temporary files.
 * Whoever else could write into it, or made it first, could put their own native libraries there.
 */
final class PrivateFolder {

  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /**
   * Makes the folder if it is not there and closes it to others.
   *
   * @throws IOException if it belongs to somebody else, is a link or cannot be made
   */
  static void claim(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      // Windows gives every user a temporary folder of their own.
      Files.createDirectories(folder);
      return;
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
    } catch (FileAlreadyExistsException e) {
      if (!isOwn(folder)) {
        throw new IOException(folder + " belongs to somebody else or is a link", e);
      }
    }
    Files.setPosixFilePermissions(folder, OWN);
  }

  /** What this process writes belongs to its user, whatever the name of the account. */
  private static boolean isOwn(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path probe = Files.createTempFile(folder, ".gpen-owner-", ".tmp");
    try {
      return Files.getOwner(folder).equals(Files.getOwner(probe));
    } finally {
      Files.delete(probe);
    }
  }
}
