package io.gpen.train;

import io.gpen.torchscript.GpenLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What a GPEN begins with and learns from, beside what all trainings have.
 *
 * @param from a StyleGAN2, which becomes the decoder, a GPEN of the same size or one of half the
 *     size; empty to begin with nothing
 * @param size the side of the pictures; empty for that of {@code from}
 * @param layout the sizes of a network that begins with nothing
 * @param identity whether one that begins with nothing gives its input back at first
 * @param degradation what the settings call the damage of the pictures
 * @param validation the pictures to measure with
 * @param perceptual a SqueezeNet 1.1, if there is one
 * @param embedding a MobileFaceNet, if there is one
 */
public record GpenRequest(
    Optional<Path> from,
    OptionalInt size,
    GpenLayout layout,
    boolean identity,
    String degradation,
    SortedMap<String, Path> validation,
    Optional<TrainedNetwork> perceptual,
    Optional<TrainedNetwork> embedding) {}
