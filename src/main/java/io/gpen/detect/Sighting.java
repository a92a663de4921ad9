package io.gpen.detect;

import io.gpen.face.Face;

/**
 * A face as one look shows it.
 *
 * @param face the face, in pixels of the photo
 * @param look the look
 */
record Sighting(Face face, Look look) {

  /** The side of a face at which the detector is at its best, in pixels that it sees. */
  static final double BEST_SIZE = 96;

  /**
   * Faces larger than this in a look, in pixels that the network sees, are left to a coarser one:
   * tiles cut them, and on a face that is too large the detector finds more, smaller ones.
   */
  private static final double MAX_SIZE = 320;

  /** Faces of this score need no close-up. */
  private static final double SURE = 0.95;

  /** {@return whether the face is larger than the detector sees well} */
  boolean isTooLarge() {
    return size() > MAX_SIZE;
  }

  /** {@return whether this look alone settles that it is a face} */
  boolean isSure() {
    return face.score() >= SURE && !isTooLarge();
  }

  /** {@return the longer side of the face, in pixels that the network sees} */
  double size() {
    return look.scale() * Math.max(face.box().width(), face.box().height());
  }

  /** {@return how far the size is from the best one, as the logarithm of their ratio} */
  double distanceFromBest() {
    return Math.abs(Math.log(size() / BEST_SIZE));
  }
}
