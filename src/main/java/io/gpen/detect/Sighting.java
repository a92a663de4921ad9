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

  /** {@return the longer side of the face, in pixels that the network sees} */
  double size() {
    return look.scale() * Math.max(face.box().width(), face.box().height());
  }

  /** {@return how far the size is from the best one, as the logarithm of their ratio} */
  double distanceFromBest() {
    return Math.abs(Math.log(size() / BEST_SIZE));
  }
}
