package io.gpen.degrade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Which photos are to be copied and degraded, and how.
 *
 * @param input the folder of the photos, or the one photo
 * @param photos path inside the folder, with {@code /} between the parts, to file
 * @param output the folder for the degraded copies
 * @param clear the folder for the pictures that the copies were made from, in the same size. Only
 *     with it are pictures mirrored and made grey, because that changes both halves of a pair
 * @param seed equal seeds give equal copies
 * @param size the longer side of the copies in pixels; photos that are smaller keep their size
 * @param overwrite whether other files in the output folders may be replaced
 * @param maxPixels photos with more pixels are refused before they are decoded
 */
public record DegradeRequest(
    Path input,
    SortedMap<String, Path> photos,
    Path output,
    Optional<Path> clear,
    long seed,
    OptionalInt size,
    boolean overwrite,
    long maxPixels) {

  /** {@return the folders that are written to} */
  List<Path> written() {
    List<Path> folders = new ArrayList<>(List.of(output));
    clear.ifPresent(folders::add);
    return folders;
  }
}
