package io.gpen.detect;

import io.gpen.face.FaceBox;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Rect;

/** Divides a photo into parts that the detector can see whole. */
final class Tiles {

  /** The side of a tile, in pixels that the network sees. */
  private static final int SIDE = 1280;

  /** How far neighbours overlap: each face of up to this size lies whole in one of them. */
  private static final int OVERLAP = 256;

  /** A box that comes this near to an edge at which the photo goes on may be cut off. */
  private static final int EDGE = 2;

  private Tiles() {}

  /**
   * {@return parts that cover a photo, in pixels of the photo; one, if the detector can see it
   * whole}
   *
   * @param width its width
   * @param height its height
   * @param scale pixels that the network sees per pixel of the photo
   */
  static List<Rect> of(int width, int height, double scale) {
    if (Math.max(width, height) * scale <= RetinaFaceConstants.MAX_LONG_SIDE) {
      return List.of(new Rect(0, 0, width, height));
    }
    int side = (int) (SIDE / scale);
    int overlap = (int) (OVERLAP / scale);
    List<Rect> tiles = new ArrayList<>();
    for (int y : starts(height, side, overlap)) {
      for (int x : starts(width, side, overlap)) {
        tiles.add(new Rect(x, y, Math.min(side, width), Math.min(side, height)));
      }
    }
    return tiles;
  }

  /** The first pixels of tiles along one side, evenly spaced from the first edge to the last. */
  private static int[] starts(int length, int side, int overlap) {
    if (length <= side) {
      return new int[1];
    }
    int count = 1 + (int) Math.ceil((double) (length - side) / (side - overlap));
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = (int) Math.rint((double) i * (length - side) / (count - 1));
    }
    return starts;
  }

  /**
   * {@return whether a face may be cut by an edge of its tile, behind which the photo goes on}
   *
   * @param box the face, in pixels of the photo
   * @param tile the tile, in pixels of the photo
   * @param width width of the photo
   * @param height height of the photo
   */
  static boolean isCut(FaceBox box, Rect tile, int width, int height) {
    return tile.x > 0 && box.x1() < tile.x + EDGE
        || tile.y > 0 && box.y1() < tile.y + EDGE
        || tile.x + tile.width < width && box.x2() > tile.x + tile.width - EDGE
        || tile.y + tile.height < height && box.y2() > tile.y + tile.height - EDGE;
  }
}
