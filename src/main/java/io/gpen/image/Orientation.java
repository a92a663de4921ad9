package io.gpen.image;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/** Turns pixels upright by the EXIF orientation (EXIF 2.32, tag 0x0112). */
public final class Orientation {

  private Orientation() {}

  /**
   * {@return the upright pixels, always another Mat object than the argument; it may share the
   * pixels, so that the argument can be released by its owner and the result lives on}
   *
   * @param stored pixels as stored
   * @param orientation the tag's value; what is not 2 to 8 means upright
   */
  public static Mat upright(Mat stored, int orientation) {
    Mat upright = new Mat();
    switch (orientation) {
      case 2 -> Core.flip(stored, upright, 1);
      case 3 -> Core.rotate(stored, upright, Core.ROTATE_180);
      case 4 -> Core.flip(stored, upright, 0);
      case 5 -> Core.transpose(stored, upright);
      case 6 -> Core.rotate(stored, upright, Core.ROTATE_90_CLOCKWISE);
      case 7 -> {
        Core.transpose(stored, upright);
        Core.rotate(upright, upright, Core.ROTATE_180);
      }
      case 8 -> Core.rotate(stored, upright, Core.ROTATE_90_COUNTERCLOCKWISE);
      default -> stored.assignTo(upright);
    }
    return upright;
  }
}
