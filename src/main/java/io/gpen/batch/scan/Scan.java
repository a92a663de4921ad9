package io.gpen.batch.scan;

import java.nio.file.Path;
import java.util.List;

/**
 * What the inputs hold.
 *
 * @param photos the files that claim to be pictures, in a fixed order
 * @param troubles what could not be looked at
 * @param ignored how many files claim nothing, or are hidden
 * @param emptyRoots the inputs without any picture
 */
public record Scan(
    List<ScannedPhoto> photos, List<Trouble> troubles, long ignored, List<Path> emptyRoots) {

  /**
   * A folder or file that could not be looked at.
   *
   * @param path its absolute path
   * @param relative its place in the mirrored tree
   * @param reason why
   */
  public record Trouble(Path path, String relative, String reason) {}
}
