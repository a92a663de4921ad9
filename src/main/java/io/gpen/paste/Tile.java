package io.gpen.paste;

import java.util.Arrays;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * A small part of a photo on which faces are drawn before they are blended in: mask and pixels so
 * far. Working in tiles keeps what is computed in the processor's cache and the memory the same for
 * every size of photo.
 */
final class Tile {

  private Rect area;
  private final float[] mask;
  private final int[] faces;
  private boolean drawn;

  /**
   * An empty tile.
   *
   * @param area the part of the photo
   */
  Tile(Rect area) {
    this.area = area;
    this.mask = new float[area.width * area.height];
    this.faces = new int[mask.length];
  }

  /**
   * Starts over with another part.
   *
   * @param other the part of the photo, not larger than the first one
   */
  void moveTo(Rect other) {
    area = other;
    drawn = false;
    Arrays.fill(mask, 0, area.width * area.height, 0);
  }

  Rect area() {
    return area;
  }

  /** {@return the place in the tile of a pixel of the photo} */
  int index(int x, int y) {
    return (y - area.y) * area.width + x - area.x;
  }

  /** {@return the mask so far at a place of the tile} */
  float share(int at) {
    return mask[at];
  }

  /**
   * Takes a pixel of a face.
   *
   * @param at the place in the tile
   * @param share the mask there
   * @param levels its channels, the first in the lowest 8 bits
   */
  void draw(int at, float share, int levels) {
    mask[at] = share;
    faces[at] = levels;
    drawn = true;
  }

  /**
   * Blends the faces drawn so far into the photo.
   *
   * @param photo where the pixels come from, 8 or 16 bits
   * @param result a picture of the same size and type that receives the tile
   * @param blend how to mix
   */
  void blend(Mat photo, Mat result, Blend blend) {
    Mat source = photo.submat(area);
    Mat target = result.submat(area);
    try {
      if (drawn) {
        Levels levels = Levels.of(source);
        blend.mix(levels, area.width * area.height, mask, faces);
        levels.writeTo(target);
      } else {
        source.copyTo(target);
      }
    } finally {
      source.release();
      target.release();
    }
  }

  /** {@return what two rectangles share, empty if nothing} */
  static Rect intersection(Rect a, Rect b) {
    int x = Math.max(a.x, b.x);
    int y = Math.max(a.y, b.y);
    int right = Math.min(a.x + a.width, b.x + b.width);
    int bottom = Math.min(a.y + a.height, b.y + b.height);
    return right > x && bottom > y ? new Rect(x, y, right - x, bottom - y) : new Rect();
  }
}
