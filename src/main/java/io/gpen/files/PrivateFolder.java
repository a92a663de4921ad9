package io.gpen.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A folder in a place where everybody may make folders, to which only this user can write. */
final class PrivateFolder {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /**
   * Makes a folder, or sees that the one that is there is our own.
   *
   * @param folder the folder; its parent is there
   * @throws IOException if it cannot be made, or if somebody else made it or may write to it
   */
  static void make(Path folder) throws IOException {
    PosixFileAttributeView view = view(folder);
    if (view == null) {
      // Windows has a temporary folder for each user.
      Files.createDirectories(folder);
      return;
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      check(folder, view.readAttributes());
    }
  }

  private static void check(Path folder, PosixFileAttributes attributes) throws IOException {
    Set<PosixFilePermission> permissions = attributes.permissions();
    boolean closed =
        !permissions.contains(PosixFilePermission.GROUP_WRITE)
            && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    if (!attributes.isDirectory() || !closed || !isOurs(folder, attributes)) {
      throw new FileSystemException(
          folder.toString(), null, "it belongs to somebody else, or others may write to it");
    }
  }

  /** A user may have no name, so whose the folder is shows by comparison with a file of ours. */
  private static boolean isOurs(Path folder, PosixFileAttributes attributes) throws IOException {
    Path probe = Files.createTempFile(folder, ".gpen-", ".probe");
    try {
      return Files.getOwner(probe).equals(attributes.owner());
    } finally {
      Files.delete(probe);
    }
  }

  private static PosixFileAttributeView view(Path folder) {
    return Files.getFileAttributeView(
        folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}
