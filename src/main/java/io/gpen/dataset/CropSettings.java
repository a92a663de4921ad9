package io.gpen.dataset;

import io.gpen.detect.DetectionOptions;
import io.gpen.files.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * What decides about the crops of a photo.
 *
 * @param size side of the crops in pixels
 * @param border what fills a crop beyond the edge of the photo
 * @param detector the digest of the weights that find the faces
 * @param detection how faces are looked for
 * @param minSourceSide the smallest side, in pixels of the photo, of the square that a crop is made
 *     of
 * @param minSharpness the lowest {@link CropRow#sharpness}, 0 to 1
 * @param maxFaces the most crops of one photo, those of the highest score
 * @param nearDuplicate crops that differ in at most so many of 64 bits of their perceptual hash
 *     from an earlier one are left out; -1 for none
 */
public record CropSettings(
    int size,
    CropBorder border,
    String detector,
    DetectionOptions detection,
    double minSourceSide,
    double minSharpness,
    int maxFaces,
    int nearDuplicate) {

  /** {@return what tells these settings from others in the table} */
  String fingerprint() {
    return Sha256.of(toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }
}
