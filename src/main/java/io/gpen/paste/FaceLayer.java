package io.gpen.paste;

import io.gpen.face.PhotoWindow;
import io.gpen.face.SimilarityTransform;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * One restored crop on its way into the photo. Owns the crop: close it.
 *
 * @param crop 8 bits, 1 or 3 channels
 * @param mask where its mask comes from
 * @param toCrop leads from the photo to the crop
 * @param edge lets the mask run out at the photo's edges
 * @param region the pixels of the photo that the crop may reach, cut at the photo's edges
 */
record FaceLayer(Mat crop, MaskSource mask, SimilarityTransform toCrop, EdgeFade edge, Rect region)
    implements AutoCloseable {

  /**
   * {@return the layer of a crop}
   *
   * @param crop the finished crop, taken over
   * @param mask its mask
   * @param toCrop leads from the photo to the crop
   * @param photo the whole photo
   */
  static FaceLayer of(Mat crop, MaskSource mask, SimilarityTransform toCrop, Rect photo) {
    double cropSide = crop.cols() / toCrop.scale();
    EdgeFade edge = new EdgeFade(photo, PasteConstants.EDGE_FADE * cropSide);
    // Interpolation reaches one pixel over the crop's border; one more pixel for rounding.
    Rect region = PhotoWindow.of(toCrop.inverse(), -1, crop.cols(), 1, photo.width, photo.height);
    return new FaceLayer(crop, mask, toCrop, edge, region);
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
    MaskShares shares = mask.over(area);
    float[] fades = edge.ofColumns(part);
    for (int y = part.y; y < part.y + part.height; y++) {
      drawRow(tile, tile.index(part.x, y), map, y, patch, shares, fades);
    }
  }

  /** Draws one row of a part, which begins at {@code first} in the tile. */
  private void drawRow(
      Tile tile,
      int first,
      WarpMap map,
      int y,
      CropPatch patch,
      MaskShares shares,
      float[] columnFades) {
    int[] columnsX = map.columnsX();
    int[] columnsY = map.columnsY();
    int rowX = map.rowX(y);
    int rowY = map.rowY(y);
    float rowFade = edge.ofRow(y);
    for (int i = 0; i < columnsX.length; i++) {
      int x = rowX + columnsX[i] >> WarpMap.SHIFT;
      int down = rowY + columnsY[i] >> WarpMap.SHIFT;
      float fade = columnFades[i] < rowFade ? columnFades[i] : rowFade;
      float share = shares.at(x, down) * fade;
      if (share > tile.share(first + i)) {
        tile.draw(first + i, share, patch.at(x, down));
      }
    }
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
