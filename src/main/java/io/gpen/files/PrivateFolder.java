package io.gpen.files;

import io.gpen.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * A folder that code is loaded from: only this user (and root) may write to it, and nobody else may
 * replace it or a folder above it. Where the file system has no POSIX permissions, as on Windows,
 * nothing is checked.
 */
final class PrivateFolder {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Only the owner of a file may rename or delete it in a folder with this bit, as in /tmp. */
  private static final int STICKY = 01000;

  private PrivateFolder() {}

  /** Others could replace what is loaded from a folder; the message says what to do. */
  static final class UnsafeFolderException extends IOException {

    private static final long serialVersionUID = 1;

    UnsafeFolderException(String message) {
      super(message);
    }
  }

  /**
   * Creates a folder for this user only, or checks the one that is there.
   *
   * @param folder the folder; folders above it are created as well
   * @throws UnsafeFolderException if somebody else may write to it or replace it; the message says
   *     what to do
   * @throws IOException if it cannot be created or written
   */
  static void make(Path folder) throws IOException {
    if (Files.getFileAttributeView(existing(folder.toAbsolutePath()), PosixFileAttributeView.class)
        == null) {
      Files.createDirectories(folder);
      return;
    }
    Files.createDirectories(folder, OWNER_ONLY);
    // A user may have no name, so who we are shows in the owner of a file of ours.
    Path probe = Files.createTempFile(folder, ".gpen-", ".probe");
    try {
      UserPrincipal user = Files.getOwner(probe);
      check(folder.toAbsolutePath().normalize(), user);
      check(folder.toRealPath(), user);
    } finally {
      Files.delete(probe);
    }
  }

  private static Path existing(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  private static void check(Path path, UserPrincipal user) throws IOException {
    for (Path folder = path; folder != null; folder = folder.getParent()) {
      PosixFileAttributes attributes =
          Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      int uid = (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (uid != 0 && !attributes.owner().equals(user)) {
        throw new UnsafeFolderException(
            Wording.format(
                "%s belongs to %s, who could replace the code that is loaded from it; use a folder"
                    + " of your own",
                folder, attributes.owner().getName()));
      }
      int mode = (int) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      boolean protects = !folder.equals(path) && (mode & STICKY) != 0;
      if (isOpen(attributes) && !protects && !attributes.isSymbolicLink()) {
        throw new UnsafeFolderException(
            Wording.format(
                "others can write to %s (%s) and replace the code that is loaded from it; run:"
                    + " chmod go-w %s",
                folder, PosixFilePermissions.toString(attributes.permissions()), folder));
      }
    }
  }

  /** Some systems give each user a group of the same name, which may write to all his files. */
  private static boolean isOpen(PosixFileAttributes attributes) {
    Set<PosixFilePermission> permissions = attributes.permissions();
    boolean ownGroup = attributes.group().getName().equals(attributes.owner().getName());
    return permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE) && !ownGroup;
  }
}
