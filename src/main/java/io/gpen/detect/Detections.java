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

  /** Less than this is not worth a word to the user. */
  public static final double LIKELY_SCORE = 0.7;

  /** Keeps its own copies of the lists. */
  public Detections {
    faces = List.copyOf(faces);
    weaker = List.copyOf(weaker);
  }

  /** {@return those of the weaker ones that may well be faces} */
  public List<Face> likely() {
    return weaker.stream().filter(face -> face.score() > LIKELY_SCORE).toList();
  }

  /**
   * {@return the number of a face, from 1, or 0 if it is none of these; the weaker ones have the
   * numbers behind those of {@link #faces}, which they get at a lower score}
   *
   * @param face the face
   */
  public int number(Face face) {
    int index = faces.indexOf(face);
    return index < 0 && weaker.contains(face) ? faces.size() + weaker.indexOf(face) + 1 : index + 1;
  }
}
