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

  /**
   * Fades.
   *
   * @param part the part of the photo that the mask stands for
   * @param shares the mask; changed in place
   */
  void fade(Rect part, float[] shares) {
    int right = photo.width - part.x - part.width;
    int bottom = photo.height - part.y - part.height;
    if (Math.min(Math.min(part.x, part.y), Math.min(right, bottom)) >= reach) {
      return;
    }
    float[] across = ramp(part.x, part.width, photo.width);
    float[] down = ramp(part.y, part.height, photo.height);
    for (int y = 0, i = 0; y < part.height; y++) {
      for (int x = 0; x < part.width; x++, i++) {
        shares[i] *= Math.min(across[x], down[y]);
      }
    }
  }

  /** From 0 at the outermost pixel to 1 at the reach, along one axis. */
  private float[] ramp(int from, int count, int length) {
    float[] ramp = new float[count];
    for (int i = 0; i < count; i++) {
      int distance = Math.min(from + i, length - 1 - from - i);
      ramp[i] = (float) Math.min(1, distance / reach);
    }
    return ramp;
  }
}
