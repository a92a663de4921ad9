package io.gpen.paste;

import io.gpen.face.SimilarityTransform;
import org.opencv.core.Rect;

/**
 * A face that stays as it is beside restored ones: where it is the nearer, the photo stays.
 *
 * @param oval the outline of a face in a crop
 * @param toCrop maps pixels of the photo to pixels of the crop
 * @param region the pixels of the photo in which it has a say
 */
record FaceNeighbour(FaceOval oval, SimilarityTransform toCrop, Rect region) {

  /**
   * Adds its weight to the pixels of a tile.
   *
   * @param tile the tile
   */
  void addTo(Tile tile) {
    Rect part = Tile.intersection(region, tile.area());
    for (int y = part.y; y < part.y + part.height; y++) {
      double rowX = toCrop.tx() - toCrop.b() * y;
      double rowY = toCrop.ty() + toCrop.a() * y;
      for (int x = part.x; x < part.x + part.width; x++) {
        float across = (float) (toCrop.a() * x + rowX);
        float down = (float) (toCrop.b() * x + rowY);
        float nearness = FaceOval.nearness(oval.squaredDistance(across, down));
        tile.add(tile.index(x, y), nearness, 0, 0, 0);
      }
    }
  }
}
