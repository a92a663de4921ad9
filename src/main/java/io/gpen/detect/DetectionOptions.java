package io.gpen.detect;

import java.util.List;
import java.util.TreeSet;

/**
 * How faces are looked for in a photo.
 *
 * @param minScore faces of a lower score are left out, 0 to 1
 * @param scales how many times the size of the photo the detector looks at, each over 0 and at most
 *     4; empty for automatic: as it is, and twice as large where faces are small or none was found
 * @param tiles whether photos over 1500 pixels are looked at in full size, in overlapping tiles, as
 *     well as reduced; otherwise their size counts as that of their reduction to 1000 pixels
 * @param angles by how many degrees clockwise the photo is turned for a look: 0, 90, 180, 270;
 *     empty for automatic: the other three if there is no upright face
 */
public record DetectionOptions(
    double minScore, List<Double> scales, boolean tiles, List<Integer> angles) {

  /** The reference's: {@code face_detect/retinaface_detection.py}. */
  public static final DetectionOptions REFERENCE =
      new DetectionOptions(0.9, List.of(1.0), false, List.of(0));

  /** The values that the command line starts from. */
  public static final DetectionOptions DEFAULTS =
      new DetectionOptions(0.9, List.of(), true, List.of());

  /** Sorts the scales and angles, and drops doubles. */
  public DetectionOptions {
    scales = List.copyOf(new TreeSet<>(scales));
    angles = List.copyOf(new TreeSet<>(angles));
  }

  /**
   * {@return these options with another score}
   *
   * @param score faces of a lower score are left out, 0 to 1
   */
  public DetectionOptions withMinScore(double score) {
    return new DetectionOptions(score, scales, tiles, angles);
  }

  /**
   * {@return these options with other angles}
   *
   * @param degrees 0, 90, 180, 270; empty for automatic
   */
  public DetectionOptions withAngles(List<Integer> degrees) {
    return new DetectionOptions(minScore, scales, tiles, degrees);
  }
}
