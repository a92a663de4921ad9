package io.gpen.batch.scan;

import java.nio.file.Path;
import java.util.List;

/**
 * What the inputs hold.
 *
 * @param photos the files that look like pictures, in a fixed order
 * @param unreadable folders and files that could not be read
 * @param ignored how many files are no pictures, or hidden
 * @param earlierOutputs how many pictures were written by earlier runs and are no photos
 * @param emptyRoots the inputs without any picture
 */
public record Scan(
    List<ScannedPhoto> photos,
    List<Unreadable> unreadable,
    long ignored,
    long earlierOutputs,
    List<Path> emptyRoots) {

  /**
   * A folder or file that could not be read.
   *
   * @param at where it is
   * @param reason why
   */
  public record Unreadable(ScannedPhoto at, String reason) {}
}
