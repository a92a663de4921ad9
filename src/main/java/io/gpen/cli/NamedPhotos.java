package io.gpen.cli;

import io.gpen.batch.scan.PhotoList;
import io.gpen.files.PathText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The photos of one path of a command line by the names that they have under it. */
final class NamedPhotos {

  private NamedPhotos() {}

  /**
   * {@return the photos: those in a folder by their paths inside it, with {@code /} between the
   * parts, a file by its own name}
   *
   * @param root a file, which is taken whatever it is, or a folder
   * @param recursive whether to go into the folders inside
   * @param written folders that are written to, and left out where they lie inside the folder
   * @throws IOException if there is no such file or folder, it cannot be read, or the folder has no
   *     photo
   */
  static SortedMap<String, Path> of(Path root, boolean recursive, List<Path> written)
      throws IOException {
    if (!Files.exists(root)) {
      throw new IOException(
          root + " does not exist; check the name, and whether its disk is mounted");
    }
    SortedMap<String, Path> named = new TreeMap<>();
    if (!Files.isDirectory(root)) {
      named.put(PathText.of(root.toAbsolutePath().normalize().getFileName()), root);
      return named;
    }
    for (Path file : PhotoList.of(List.of(root), recursive, written)) {
      named.put(PathText.of(root.relativize(file)).replace(File.separatorChar, '/'), file);
    }
    if (named.isEmpty()) {
      throw new IOException("no images in " + root + (recursive ? "" : "; -r includes subfolders"));
    }
    return named;
  }
}
