package io.gpen.degrade;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What to degrade, and how.
 *
 * @param input the folder of the photos, or the one photo
 * @param photos the photos by their paths inside the folder, with {@code /} as separator
 * @param output the folder for the degraded copies
 * @param clear the folder for the clear halves of the pairs, in the size of the copies. Only with
 *     it are photos mirrored or made grey, because that changes both halves
 * @param preset how strong
 * @param seed equal seeds give equal copies
 * @param size the longer side of the copies in pixels; smaller photos keep their size
 * @param overwrite whether existing files in the output folders may be replaced
 * @param maxPixels photos with more pixels are refused before they are decoded
 */
public record DegradeRequest(
    Path input,
    SortedMap<String, Path> photos,
    Path output,
    Optional<Path> clear,
    DegradationPreset preset,
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
