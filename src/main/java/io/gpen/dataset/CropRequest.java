package io.gpen.dataset;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Which crops are wanted.
 *
 * @param photos the photos by their paths inside the input folder, with {@code /} as separator
 * @param output the folder for the crops and their table
 * @param settings what decides about the crops
 * @param overwrite whether files in the output folder that are not in its table may be replaced
 * @param maxPixels photos with more pixels are refused before they are decoded
 */
public record CropRequest(
    SortedMap<String, Path> photos,
    Path output,
    CropSettings settings,
    boolean overwrite,
    long maxPixels) {}
