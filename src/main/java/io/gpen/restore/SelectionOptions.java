package io.gpen.restore;

import java.util.List;

/**
 * Which of the faces found in a photo are restored.
 *
 * @param minFace faces whose box has a shorter side under this many photo pixels are ignored
 * @param maxFaces only this many faces, the largest, are restored
 * @param choice which of the faces are restored
 * @param maxShrink a face whose crop is shrunk by more than this is kept as it is; infinity for
 *     never
 * @param only the numbers of the faces that are restored, from 1 in descending score; empty for all
 * @param skipped the numbers of the faces that are not restored
 * @param list the faces of some photos, which are not looked for then
 */
public record SelectionOptions(
    double minFace,
    int maxFaces,
    FaceChoice choice,
    double maxShrink,
    List<Integer> only,
    List<Integer> skipped,
    FaceList list) {

  /** Every face, as in the reference. */
  public static final SelectionOptions REFERENCE =
      new SelectionOptions(
          0,
          Integer.MAX_VALUE,
          FaceChoice.ALL,
          Double.POSITIVE_INFINITY,
          List.of(),
          List.of(),
          FaceList.NONE);

  /** The values that the command line starts from. */
  public static final SelectionOptions DEFAULTS = REFERENCE.withMaxShrink(1.5);

  /**
   * {@return these options with another limit of reduction}
   *
   * @param limit how much a crop may be shrunk; infinity for no limit
   */
  public SelectionOptions withMaxShrink(double limit) {
    return new SelectionOptions(minFace, maxFaces, choice, limit, only, skipped, list);
  }

  /**
   * {@return these options for single faces}
   *
   * @param restored the numbers of the faces that are restored; empty for all
   * @param left the numbers of those that are not
   */
  public SelectionOptions withNumbers(List<Integer> restored, List<Integer> left) {
    return new SelectionOptions(minFace, maxFaces, choice, maxShrink, restored, left, list);
  }

  /**
   * {@return these options with the faces of some photos}
   *
   * @param faces the faces
   */
  public SelectionOptions withList(FaceList faces) {
    return new SelectionOptions(minFace, maxFaces, choice, maxShrink, only, skipped, faces);
  }

  /**
   * {@return whether a face is restored}
   *
   * @param number its number, from 1
   */
  boolean takes(int number) {
    return (only.isEmpty() || only.contains(number)) && !skipped.contains(number);
  }

  /** Which of the faces found are restored. */
  public enum FaceChoice {
    /** Every face. */
    ALL,
    /** The face of the largest box. */
    LARGEST,
    /** The face nearest to the middle of the photo. */
    CENTRE
  }
}
