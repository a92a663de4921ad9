package io.gpen.paste;

import io.gpen.face.PhotoWindow;
import io.gpen.face.SimilarityTransform;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * One restored crop on its way into the photo. Owns the crop: close it.
 *
 * <p>The mask of a face that the photo's edge cuts off fades towards that edge. Beyond the edge the
 * crop is black, and interpolation and generator carry that blackness a few pixels inwards: the
 * reference leaves a dark line there. Masks that end before the edge are not changed.
 *
 * @param crop 8 bits, 1 or 3 channels
 * @param mask the share of the crop in the photo
 * @param toCrop maps pixels of the photo to pixels of the crop
 * @param photo the whole photo
 * @param fade the distance in pixels from the photo's edge at which the mask is whole
 * @param region the pixels of the photo that the crop may reach, cut at the photo's edges
 */
record FaceLayer(
    Mat crop, MaskShares mask, SimilarityTransform toCrop, Rect photo, double fade, Rect region)
    implements AutoCloseable {

  /**
   * {@return the layer of a crop}
   *
   * @param crop the finished crop, taken over
   * @param mask its mask
   * @param toCrop maps pixels of the photo to pixels of the crop
   * @param photo the whole photo
   */
  static FaceLayer of(Mat crop, MaskShares mask, SimilarityTransform toCrop, Rect photo) {
    double cropSide = crop.cols() / toCrop.scale();
    // Interpolation reaches one pixel over the crop's border; one more pixel for rounding.
    Rect region = PhotoWindow.of(toCrop.inverse(), -1, crop.cols(), 1, photo.width, photo.height);
    return new FaceLayer(crop, mask, toCrop, photo, PasteConstants.EDGE_FADE * cropSide, region);
  }

  /**
   * Draws what of the face lies in a tile, where its mask is larger than that of the faces before.
   *
   * @param tile the tile
   * @param patch holds the pixels of the crop meanwhile
   */
  void drawOn(Tile tile, CropPatch patch) {
    Rect part = reached(Tile.intersection(region, tile.area()));
    if (part.empty()) {
      return;
    }
    WarpMap map = new WarpMap(toCrop, part);
    Rect inside = new Rect(-1, -1, crop.cols() + 2, crop.rows() + 2);
    Rect area = Tile.intersection(map.reach(), inside);
    patch.take(crop, area);
    float[] fades = new float[part.width];
    for (int i = 0; i < part.width; i++) {
      fades[i] = fade(part.x + i, photo.width);
    }
    for (int y = part.y; y < part.y + part.height; y++) {
      drawRow(tile, tile.index(part.x, y), map, y, patch, fades);
    }
  }

  /** Draws one row of a part, which begins at {@code first} in the tile. */
  private void drawRow(
      Tile tile, int first, WarpMap map, int y, CropPatch patch, float[] columnFades) {
    int[] columnsX = map.columnsX();
    int[] columnsY = map.columnsY();
    int rowX = map.rowX(y);
    int rowY = map.rowY(y);
    float rowFade = fade(y, photo.height);
    for (int i = 0; i < columnsX.length; i++) {
      int x = rowX + columnsX[i] >> WarpMap.SHIFT;
      int down = rowY + columnsY[i] >> WarpMap.SHIFT;
      float fade = columnFades[i] < rowFade ? columnFades[i] : rowFade;
      float share = mask.at(x, down) * fade;
      if (share > tile.share(first + i)) {
        tile.draw(first + i, share, patch.at(x, down));
      }
    }
  }

  /** {@return what a share is multiplied by at a row or column, 0 at the edge of the photo} */
  private float fade(int at, int length) {
    int distance = Math.min(at, length - 1 - at);
    return (float) Math.min(1, distance / fade);
  }

  /** The rows and columns of a part that hold pixels of the crop, which lies at a slant in it. */
  private Rect reached(Rect part) {
    int left = part.x + part.width;
    int right = part.x;
    int top = part.y + part.height;
    int bottom = part.y;
    for (int y = part.y; y < part.y + part.height; y++) {
      double rowX = toCrop.tx() - toCrop.b() * y;
      double rowY = toCrop.ty() + toCrop.a() * y;
      double[] span = {part.x, part.x + part.width};
      narrow(span, toCrop.a(), rowX);
      narrow(span, toCrop.b(), rowY);
      if (span[0] < span[1]) {
        left = Math.min(left, (int) Math.floor(span[0]));
        right = Math.max(right, (int) Math.ceil(span[1]));
        top = Math.min(top, y);
        bottom = y + 1;
      }
    }
    return Tile.intersection(part, new Rect(left, top, right - left, bottom - top));
  }

  /** Leaves those x for which {@code slope * x + start} lies in the crop or a pixel beside it. */
  private void narrow(double[] span, double slope, double start) {
    double from = -2 - start;
    double to = crop.cols() + 1 - start;
    if (slope == 0) {
      span[1] = from <= 0 && to >= 0 ? span[1] : span[0];
      return;
    }
    span[0] = Math.max(span[0], Math.min(from / slope, to / slope));
    span[1] = Math.min(span[1], Math.max(from / slope, to / slope) + 1);
  }

  @Override
  public void close() {
    crop.release();
  }
}
