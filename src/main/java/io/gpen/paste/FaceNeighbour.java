package io.gpen.paste;

import io.gpen.face.SimilarityTransform;
import org.opencv.core.Rect;

/**
 * A face that stays as it is beside restored ones: where it is the nearer, the photo stays.
 *
 * @param oval the outline of a face in a crop
 * @param face the face
 * @param region the pixels of the photo in which it has a say
 */
record FaceNeighbour(FaceOval oval, OtherFace face, Rect region) {

  /**
   * Adds its weight to the pixels of a tile, after all restored faces.
   *
   * @param tile the tile
   */
  void addTo(Tile tile) {
    SimilarityTransform toCrop = face.toCrop();
    Rect part = Tile.intersection(region, tile.area());
    for (int y = part.y; y < part.y + part.height; y++) {
      double rowX = toCrop.tx() - toCrop.b() * y;
      double rowY = toCrop.ty() + toCrop.a() * y;
      for (int x = part.x; x < part.x + part.width; x++) {
        float across = (float) (toCrop.a() * x + rowX);
        float down = (float) (toCrop.b() * x + rowY);
        float nearness = FaceOval.nearness(oval.squaredDistance(across, down));
        int at = tile.index(x, y);
        tile.add(at, face.certain() ? nearness : nearness * outside(tile.weight(at)), 0, 0, 0);
      }
    }
  }

  /** {@return how far a pixel lies outside the inner part of restored faces of that weight} */
  private static float outside(float weight) {
    return Math.max(0, 1 - weight / FaceOval.INNER_NEARNESS);
  }
}
