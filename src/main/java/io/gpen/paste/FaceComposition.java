package io.gpen.paste;

import java.util.List;
import java.util.Optional;

/**
 * All faces of a photo, as they are drawn on its tiles.
 *
 * @param layers the restored faces, in descending score
 * @param neighbours the faces that stay as they are
 * @param largest whether of overlapping faces the larger mask wins, as in the reference, and not
 *     the nearer face
 * @param channels of the crops
 * @param grain what restored faces get of the photo's grain
 * @param lacking for each restored face how much of the grain its crop lacks, 0 to 1
 */
record FaceComposition(
    List<FaceLayer> layers,
    List<FaceNeighbour> neighbours,
    boolean largest,
    int channels,
    Optional<Grain> grain,
    float[] lacking) {

  /**
   * Draws the faces on an empty tile.
   *
   * @param tile the tile
   * @param patch holds the pixels of the crops meanwhile
   */
  void drawOn(Tile tile, CropPatch patch) {
    for (int i = 0; i < layers.size(); i++) {
      if (largest) {
        layers.get(i).drawOn(tile, patch, lacking[i]);
      } else {
        layers.get(i).addTo(tile, patch, lacking[i]);
      }
    }
    if (tile.isDrawn() && !largest) {
      neighbours.forEach(face -> face.addTo(tile));
      tile.normalise();
    }
    if (tile.isDrawn()) {
      grain.ifPresent(like -> tile.addGrain(like, channels));
    }
  }
}
