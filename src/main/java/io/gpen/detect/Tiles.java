package io.gpen.detect;

import io.gpen.face.FaceBox;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Range;
import org.opencv.core.Rect;

/** Divides a photo into parts that the detector can see whole. */
final class Tiles {

  /** The longest side of a tile, in pixels that the network sees. */
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
    List<Rect> tiles = new ArrayList<>();
    for (Range y : ranges(height, scale)) {
      for (Range x : ranges(width, scale)) {
        tiles.add(new Rect(x.start, y.start, x.size(), y.size()));
      }
    }
    return tiles;
  }

  /** The parts of one side: as few as can be, equally long, from the first edge to the last. */
  private static List<Range> ranges(int length, double scale) {
    double overlap = OVERLAP / scale;
    int count = (int) Math.max(1, Math.ceil((length - overlap) / (SIDE / scale - overlap)));
    double side = (length + (count - 1) * overlap) / count;
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double start = i * (side - overlap);
      ranges.add(new Range((int) start, (int) Math.min(length, Math.ceil(start + side))));
    }
    return ranges;
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
