package io.gpen.api;

import io.gpen.face.Face;
import java.util.List;

/**
 * The faces of one photo.
 *
 * @param width width of the upright photo in pixels
 * @param height height of the upright photo in pixels
 * @param faces the faces, in descending score: the order in which they are numbered, from 1
 * @param weaker what may be faces as well, of a lower score, in descending score
 */
public record DetectedFaces(int width, int height, List<Face> faces, List<Face> weaker) {}
