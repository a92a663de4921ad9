package io.gpen.degrade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What to degrade, and how.
 *
 * @param input the folder of the photos, or the one photo
 * @param photos the photos by their paths inside the folder, with {@code /} as separator
 * @param output the folder for the degraded copies
 * @param clear the folder for the clear halves of the pairs, in the size of the copies
 * @param settings what the copies depend on beside the photos
 * @param overwrite whether existing files in the output folders may be replaced
 * @param maxPixels photos with more pixels are refused before they are decoded
 */
public record DegradeRequest(
    Path input,
    SortedMap<String, Path> photos,
    Path output,
    Optional<Path> clear,
    DegradeSettings settings,
    boolean overwrite,
    long maxPixels) {

  /** {@return the folders that are written to} */
  List<Path> written() {
    List<Path> folders = new ArrayList<>(List.of(output));
    clear.ifPresent(folders::add);
    return folders;
  }
}
