package io.gpen.paste;

import org.opencv.core.Rect;

/**
 * Lets the mask of a face that the photo's edge cuts off run out towards that edge. Beyond the edge
 * the crop is black, and interpolation and generator carry that blackness a few pixels inwards: the
 * reference leaves a dark line there. Masks that end before the edge are not touched.
 *
 * @param photo the whole photo
 * @param reach so many pixels from the edge the mask is whole
 */
record EdgeFade(Rect photo, double reach) {

  /** {@return what the shares of a row are multiplied by at least, from 0 at the edge to 1} */
  float ofRow(int y) {
    return ramp(y, photo.height);
  }

  /** {@return the same for the columns of a part of the photo} */
  float[] ofColumns(Rect part) {
    float[] ramp = new float[part.width];
    for (int i = 0; i < part.width; i++) {
      ramp[i] = ramp(part.x + i, photo.width);
    }
    return ramp;
  }

  /** From 0 at the outermost pixel to 1 at the reach, along one axis. */
  private float ramp(int at, int length) {
    int distance = Math.min(at, length - 1 - at);
    return (float) Math.min(1, distance / reach);
  }
}
