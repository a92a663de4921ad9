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

  /** What has no higher score is seldom a face. */
  private static final double LIKELY_SCORE = 0.75;

  /** Nor is what is much smaller than all faces of the photo. */
  private static final double LIKELY_SIZE = 0.5;

  /** Keeps its own copies of the lists. */
  public Detections {
    faces = List.copyOf(faces);
    weaker = List.copyOf(weaker);
  }

  /**
   * {@return those of the weaker ones that may well be faces: with a score over 0.75, and at least
   * half as large as the smallest of the faces, if there are any}
   *
   * <p>Measured on 21 photographs, most of them old: of 26 with a score over 0.7 this leaves 11, of
   * which 9 are faces; none of the other 15 is one.
   */
  public List<Face> likely() {
    double least =
        LIKELY_SIZE * faces.stream().mapToDouble(face -> face.box().minSide()).min().orElse(0);
    return weaker.stream()
        .filter(face -> face.score() > LIKELY_SCORE && face.box().minSide() >= least)
        .toList();
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
