package io.gpen.enlarge;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Rect;

/**
 * Cuts a picture into tiles. Each is computed with a margin of its neighbours' pixels around it,
 * which is then thrown away, as {@code tile_process} of Real-ESRGAN does it: a convolution sees no
 * border where the picture has none.
 *
 * @param side the side of a tile in pixels of the picture, a multiple of {@code step}
 * @param margin how many pixels of the neighbours are computed along with a tile, a multiple of
 *     {@code step}
 * @param step the places at which a tile may begin are multiples of this
 */
record Tiling(int side, int margin, int step) {

  /** Refuses what is no multiple of the step. */
  Tiling {
    if (side < step || side % step != 0 || margin < 0 || margin % step != 0) {
      throw new IllegalArgumentException(
          "tiles of " + side + " pixels and margins of " + margin + " in steps of " + step);
    }
  }

  /**
   * One tile.
   *
   * @param core the part of the picture that it gives
   * @param window the part of the picture that is computed for it
   */
  record Tile(Rect core, Rect window) {}

  /**
   * {@return the tiles of a picture, row by row; their cores cover it once}
   *
   * @param width of the picture in pixels
   * @param height of the picture in pixels
   */
  List<Tile> tiles(int width, int height) {
    List<Tile> tiles = new ArrayList<>();
    for (int y = 0; y < height; y += side) {
      for (int x = 0; x < width; x += side) {
        Rect core = new Rect(x, y, Math.min(side, width - x), Math.min(side, height - y));
        int left = Math.max(0, x - margin);
        int top = Math.max(0, y - margin);
        int right = Math.min(width, x + core.width + margin);
        int bottom = Math.min(height, y + core.height + margin);
        tiles.add(new Tile(core, new Rect(left, top, right - left, bottom - top)));
      }
    }
    return tiles;
  }
}
