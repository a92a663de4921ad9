package io.gpen.train;

import io.gpen.degrade.Degrader;
import io.gpen.engine.EngineOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What both kinds of training have in common.
 *
 * @param pictures the files to train with by their names inside the folder
 * @param output the folder that the training is kept in
 * @param maxPixels pictures with more pixels count as unreadable
 * @param batch how many pictures go through the networks at a time
 * @param accumulate how many times that in one step
 * @param mirror whether half of the pictures are mirrored left to right where they are not
 *     degraded, which decides about that as well
 * @param degrader degrades them; empty for a StyleGAN2, which learns from clear ones
 * @param workers how many threads make pictures
 * @param plan how long it goes on
 * @param engine what the networks run on
 */
public record TrainingRequest(
    SortedMap<String, Path> pictures,
    Path output,
    long maxPixels,
    int batch,
    int accumulate,
    boolean mirror,
    Optional<Degrader> degrader,
    int workers,
    TrainingPlan plan,
    EngineOptions engine) {}
