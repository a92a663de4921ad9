package io.gpen.detect;

import io.gpen.face.Face;
import java.util.List;

/**
 * What was found in a photo, in its pixels.
 *
 * @param faces the faces of the score that was asked for, in descending score: the order in which
 *     they are numbered, from 1
 * @param weaker what may be faces as well, of a lower score, in descending score; none of them is
 *     one of {@code faces}
 */
public record Detections(List<Face> faces, List<Face> weaker) {

  /** What a photo without faces gives. */
  public static final Detections NONE = new Detections(List.of(), List.of());

  /** Keeps its own copies of the lists. */
  public Detections {
    faces = List.copyOf(faces);
    weaker = List.copyOf(weaker);
  }
}
