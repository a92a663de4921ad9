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

  /** Sum of the weights of all faces, if they are weighted. */
  private final float[] weight;

  /** How much of the photo's grain the mixture of faces and photo lacks. */
  private final float[] lacking;

  private final float[] grain;
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
    this.weight = new float[mask.length];
    this.lacking = new float[mask.length];
    this.grain = new float[3 * mask.length];
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
    Arrays.fill(weight, 0, area.width * area.height, 0);
    Arrays.fill(lacking, 0, area.width * area.height, 0);
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
   * @param lack how much of the photo's grain the face lacks, 0 to 1
   */
  void draw(int at, float share, int levels, float lack) {
    mask[at] = share;
    lacking[at] = share * lack;
    faces[at] = levels;
    drawn = true;
  }

  /**
   * Takes the part of a pixel that one of several faces has; {@link #normalise} must follow.
   *
   * @param at the place in the tile
   * @param nearness the weight of the face there against others
   * @param share its mask there, 0 for a face that stays as it is
   * @param levels its channels, the first in the lowest 8 bits
   * @param lack how much of the photo's grain the face lacks, 0 to 1
   */
  void add(int at, float nearness, float share, int levels, float lack) {
    weight[at] += nearness;
    if (share > 0) {
      float own = nearness * share;
      float before = mask[at];
      mask[at] = before + own;
      lacking[at] += own * lack;
      faces[at] = before == 0 ? levels : mixed(faces[at], levels, own / mask[at]);
      drawn = true;
    }
  }

  /** {@return the sum of the weights so far at a place of the tile} */
  float weight(int at) {
    return weight[at];
  }

  /** {@return whether a face has a share of some pixel} */
  boolean isDrawn() {
    return drawn;
  }

  private static int mixed(int a, int b, float share) {
    int mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int from = a >> shift & 0xff;
      int to = b >> shift & 0xff;
      mixed |= Math.round(from + (to - from) * share) << shift;
    }
    return mixed;
  }

  /** Turns the sums that {@link #add} made into shares of the pixels. */
  void normalise() {
    for (int i = 0; drawn && i < area.width * area.height; i++) {
      if (mask[i] > 0) {
        mask[i] /= weight[i];
        lacking[i] /= weight[i];
      }
    }
  }

  /**
   * Computes the grain that the pixels lack.
   *
   * @param like the grain of the photo
   * @param channels of the faces, 1 or 3
   */
  void addGrain(Grain like, int channels) {
    Arrays.fill(grain, 0, channels * area.width * area.height, 0);
    for (int y = 0; drawn && y < area.height; y++) {
      for (int x = 0; x < area.width; x++) {
        int i = y * area.width + x;
        if (lacking[i] > 0) {
          int face = faces[i];
          int luma =
              channels == 1
                  ? face
                  : (29 * (face & 0xff) + 150 * (face >> 8 & 0xff) + 77 * (face >> 16)) >> 8;
          like.at(grain, channels * i, channels, area.x + x, area.y + y, luma, lacking[i]);
        }
      }
    }
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
        blend.mix(levels, area.width * area.height, mask, faces, grain);
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
