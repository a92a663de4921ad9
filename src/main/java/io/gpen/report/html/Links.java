package io.gpen.report.html;

import io.gpen.files.PathText;
import io.gpen.text.Wording;
import java.nio.file.Path;

/** Addresses of files, as links of a page that is opened from a disk. */
final class Links {

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private Links() {}

  /**
   * {@return the address of a file relative to a page, so that both can be moved together}
   *
   * @param file the file
   * @param folder the folder of the page
   */
  static String relative(Path file, Path folder) {
    Path absolute = file.toAbsolutePath().normalize();
    Path from = folder.toAbsolutePath().normalize();
    if (!absolute.getRoot().equals(from.getRoot())) {
      return absolute.toUri().toString();
    }
    String path =
        PathText.of(from.relativize(absolute)).replace(file.getFileSystem().getSeparator(), "/");
    StringBuilder address = new StringBuilder("./");
    for (byte b : PathText.encode(path)) {
      char c = (char) (b & 0xff);
      address.append(PLAIN.indexOf(c) >= 0 ? String.valueOf(c) : Wording.format("%%%02X", (int) c));
    }
    return address.toString();
  }
}
