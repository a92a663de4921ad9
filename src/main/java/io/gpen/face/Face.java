package io.gpen.face;

/**
 * A face as the detector found it, in pixels of the upright photo.
 *
 * @param box its bounds
 * @param score how sure the detector is, 0 to 1
 * @param landmarks its five points
 */
public record Face(FaceBox box, double score, Landmarks landmarks) {}
