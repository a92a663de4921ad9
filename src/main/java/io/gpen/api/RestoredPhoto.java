package io.gpen.api;

import io.gpen.image.PhotoFormat;
import java.util.List;

/**
 * A restored photo.
 *
 * @param bytes the whole file, with the metadata of the input; if no face was restored and no other
 *     format was asked for, the bytes of the input
 * @param format the format of the file
 * @param width width of the upright photo in pixels
 * @param height height of the upright photo in pixels
 * @param faces every face that was found, in descending score
 * @param warnings damage of the input, and what the format could not carry; whole sentences
 */
public record RestoredPhoto(
    byte[] bytes,
    PhotoFormat format,
    int width,
    int height,
    List<FaceResult> faces,
    List<String> warnings) {}
