package io.gpen.batch.scan;

import io.gpen.batch.BatchAbortedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The photos that paths of a command line stand for, for commands that only look at them. */
public final class PhotoList {

  private PhotoList() {}

  /**
   * {@return files as they were given, and what a run would find in folders} Files and folders
   * inside that cannot be read are among them: whoever reads them finds out why.
   *
   * @param paths files, which are taken whatever they are, and folders
   * @param recursive whether to go into the folders inside
   * @param written folders that are written to, and left out where they lie inside another
   * @throws IOException if a folder that was given cannot be read
   */
  public static List<Path> of(List<Path> paths, boolean recursive, List<Path> written)
      throws IOException {
    List<Path> photos = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Scan scan = scan(path, recursive, written);
        scan.photos().forEach(photo -> photos.add(photo.given()));
        scan.unreadable().forEach(unreadable -> photos.add(unreadable.at().given()));
      } else {
        photos.add(path);
      }
    }
    return photos;
  }

  private static Scan scan(Path folder, boolean recursive, List<Path> written) throws IOException {
    try {
      return new PhotoScanner(List.of(folder), recursive, List.of(), written).scan();
    } catch (BatchAbortedException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
