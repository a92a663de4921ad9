package io.gpen.paste;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * A small part of a photo on which faces are drawn before they are blended in: mask and pixels so
 * far. Working in tiles keeps what is computed in the processor's cache and the memory the same for
 * every size of photo.
 */
final class Tile {

  private final Rect area;
  private final int channels;
  private final float[] mask;
  private final byte[] faces;
  private boolean drawn;

  /**
   * An empty tile.
   *
   * @param area the part of the photo
   * @param channels channels of the faces, 1 or 3
   */
  Tile(Rect area, int channels) {
    this.area = area;
    this.channels = channels;
    this.mask = new float[area.width * area.height];
    this.faces = new byte[mask.length * channels];
  }

  Rect area() {
    return area;
  }

  /**
   * Takes the pixels of a face where its share is larger than that of the faces before.
   *
   * @param part the part of the photo that the arrays stand for, inside the tile
   * @param shares the mask of the face
   * @param pixels its levels, interleaved
   */
  void draw(Rect part, float[] shares, byte[] pixels) {
    for (int y = 0; y < part.height; y++) {
      int from = y * part.width;
      int to = (part.y - area.y + y) * area.width + part.x - area.x;
      if (drawn) {
        drawRowWhereLarger(shares, pixels, from, to, part.width);
      } else {
        System.arraycopy(shares, from, mask, to, part.width);
        System.arraycopy(pixels, from * channels, faces, to * channels, part.width * channels);
      }
    }
    drawn = true;
  }

  private void drawRowWhereLarger(float[] shares, byte[] pixels, int from, int to, int width) {
    for (int x = 0; x < width; x++) {
      if (shares[from + x] > mask[to + x]) {
        mask[to + x] = shares[from + x];
        for (int c = 0; c < channels; c++) {
          faces[(to + x) * channels + c] = pixels[(from + x) * channels + c];
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
    if (!drawn) {
      return;
    }
    Mat source = photo.submat(area);
    Mat target = result.submat(area);
    Mat levels = new Mat();
    try {
      source.convertTo(levels, CvType.CV_32F);
      float[] values = new float[mask.length * levels.channels()];
      levels.get(0, 0, values);
      blend.mix(values, mask, faces);
      levels.put(0, 0, values);
      levels.convertTo(target, photo.depth());
    } finally {
      source.release();
      target.release();
      levels.release();
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
