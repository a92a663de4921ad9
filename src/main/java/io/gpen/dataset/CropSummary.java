package io.gpen.dataset;

/**
 * What a run did.
 *
 * @param written crops that this run wrote
 * @param leftOut faces that it left out
 * @param failed photos that could not be done
 * @param skipped photos that an earlier run did with the same settings
 * @param crops crops in the folder now
 * @param stopped whether the run was stopped before the last photo
 */
public record CropSummary(
    int written, int leftOut, int failed, int skipped, int crops, boolean stopped) {}
