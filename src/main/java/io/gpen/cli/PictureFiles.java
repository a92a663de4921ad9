package io.gpen.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pictures that paths of a command line stand for. */
final class PictureFiles {

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "jpe", "png", "webp", "bmp", "tif", "tiff");

  private PictureFiles() {}

  /**
   * {@return files as they were given, and the pictures in folders, sorted}
   *
   * @param paths files, which are taken whatever their name, and folders
   * @param recursive whether to go into the folders inside
   * @throws IOException if a folder cannot be read
   */
  static List<Path> under(List<Path> paths, boolean recursive) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> tree = Files.walk(path, recursive ? Integer.MAX_VALUE : 1)) {
          tree.filter(file -> isPicture(file) && Files.isRegularFile(file))
              .sorted()
              .forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    return files;
  }

  /**
   * {@return the pictures of one path by their names: those in a folder by their paths inside it,
   * with {@code /} between the parts, a file by its own name}
   *
   * @param root a file, which is taken whatever its name, or a folder
   * @param recursive whether to go into the folders inside
   * @throws IOException if there is no such file or folder, it cannot be read, or the folder has no
   *     picture
   */
  static SortedMap<String, Path> named(Path root, boolean recursive) throws IOException {
    if (!Files.exists(root)) {
      throw new IOException(root + " is not there; is its disk mounted and the name right?");
    }
    SortedMap<String, Path> named = new TreeMap<>();
    if (!Files.isDirectory(root)) {
      named.put(root.toAbsolutePath().normalize().getFileName().toString(), root);
      return named;
    }
    for (Path file : under(List.of(root), recursive)) {
      named.put(root.relativize(file).toString().replace(File.separatorChar, '/'), file);
    }
    if (named.isEmpty()) {
      throw new IOException(
          "there is no picture in " + root + (recursive ? "" : "; -r looks into its folders too"));
    }
    return named;
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
