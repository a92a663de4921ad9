package io.gpen.detect;

import org.opencv.core.Scalar;

/**
 * The numbers of the detector. Reference: GPEN's {@code face_detect/retinaface_detection.py},
 * {@code face_detect/data/config.py}, {@code face_detect/layers/functions/prior_box.py} and {@code
 * face_detect/utils/box_utils.py}.
 */
final class RetinaFaceConstants {

  /** A photo with a longer side than this is shrunk before detection. */
  static final int MAX_LONG_SIDE = 1500;

  /** The length of the longer side after that. */
  static final int SHRUNK_LONG_SIDE = 1000;

  /** Subtracted from the levels, in the order B, G, R. */
  static final Scalar MEAN = new Scalar(104, 117, 123);

  /** Pixels between the cells of each feature map. */
  static final int[] STEPS = {8, 16, 32};

  /** Sides of the square anchors of each feature map, in pixels. */
  static final int[][] MIN_SIZES = {{16, 32}, {64, 128}, {256, 512}};

  /** Factor of the offsets of centres and landmarks, in units of the anchor. */
  static final double CENTRE_VARIANCE = 0.1;

  /** Factor of the logarithm of a size. */
  static final double SIZE_VARIANCE = 0.2;

  /** The most boxes, those of the highest score, that go into the suppression. */
  static final int TOP_K = 5000;

  /** A box that overlaps one of a higher score by more than this is the same face. */
  static final double MAX_OVERLAP = 0.4;

  /** The most boxes after the suppression. */
  static final int KEEP_TOP_K = 750;

  private RetinaFaceConstants() {}
}
