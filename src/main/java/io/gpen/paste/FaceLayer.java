package io.gpen.paste;

import io.gpen.face.PhotoWindow;
import io.gpen.face.SimilarityTransform;
import java.util.Optional;
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
 * @param mask the share of the crop in the photo; empty for that of the oval
 * @param oval the outline of the face in the crop
 * @param share what the mask is multiplied by, 0 to 1
 * @param toCrop maps pixels of the photo to pixels of the crop
 * @param photo the whole photo
 * @param fade the distance in pixels from the photo's edge at which the mask is whole
 * @param region the pixels of the photo in which the face may have a share, cut at the photo's
 *     edges
 */
record FaceLayer(
    Mat crop,
    Optional<MaskShares> mask,
    FaceOval oval,
    double share,
    SimilarityTransform toCrop,
    Rect photo,
    double fade,
    Rect region)
    implements AutoCloseable {

  /**
   * {@return the layer of a crop}
   *
   * @param crop the finished crop, taken over
   * @param mask its mask; empty for that of the oval
   * @param oval the outline of faces in crops of that size
   * @param share what the mask is multiplied by, 0 to 1
   * @param toCrop maps pixels of the photo to pixels of the crop
   * @param photo the whole photo
   */
  static FaceLayer of(
      Mat crop,
      Optional<MaskShares> mask,
      FaceOval oval,
      double share,
      SimilarityTransform toCrop,
      Rect photo) {
    double fade = PasteConstants.EDGE_FADE * crop.cols() / toCrop.scale();
    // Interpolation reaches one pixel over the crop's border; one more pixel for rounding.
    Rect region =
        mask.isEmpty()
            ? oval.reach(toCrop, photo)
            : PhotoWindow.of(toCrop.inverse(), -1, crop.cols(), 1, photo.width, photo.height);
    return new FaceLayer(crop, mask, oval, share, toCrop, photo, fade, region);
  }

  /**
   * Draws what of the face lies in a tile, where its mask is larger than that of the faces before:
   * the reference's rule.
   *
   * @param tile the tile
   * @param patch holds the pixels of the crop meanwhile
   * @param lacking how much of the photo's grain the crop lacks, 0 to 1
   */
  void drawOn(Tile tile, CropPatch patch, float lacking) {
    rows(
        tile,
        patch,
        (at, x, y, fade) -> {
          float own = mask.get().at(x, y) * fade;
          if (own > tile.share(at)) {
            tile.draw(at, own, patch.at(x, y), lacking);
          }
        });
  }

  /**
   * Adds what of the face lies in a tile, weighted against the faces beside it.
   *
   * @param tile the tile
   * @param patch holds the pixels of the crop meanwhile
   * @param lacking how much of the photo's grain the crop lacks, 0 to 1
   */
  void addTo(Tile tile, CropPatch patch, float lacking) {
    float unit = 1f / (1 << WarpMap.FRACTION_BITS);
    rows(
        tile,
        patch,
        (at, x, y, fade) -> {
          float squared = oval.squaredDistance(x * unit, y * unit);
          float own = FaceOval.share(squared) * fade * (float) share;
          tile.add(at, FaceOval.nearness(squared), own, own > 0 ? patch.at(x, y) : 0, lacking);
        });
  }

  /** What is done to one pixel of a tile. */
  private interface Pixel {

    /**
     * Draws.
     *
     * @param at the place in the tile
     * @param x position across the crop, in fixed point
     * @param y position down the crop
     * @param fade what the mask is multiplied by
     */
    void draw(int at, int x, int y, float fade);
  }

  private void rows(Tile tile, CropPatch patch, Pixel pixel) {
    Rect part = Tile.intersection(region, tile.area());
    if (mask.isPresent()) {
      part = reached(part);
    }
    if (part.empty()) {
      return;
    }
    WarpMap map = new WarpMap(toCrop, part);
    Rect inside = new Rect(-1, -1, crop.cols() + 2, crop.rows() + 2);
    patch.take(crop, Tile.intersection(map.reach(), inside));
    float[] fades = new float[part.width];
    for (int i = 0; i < part.width; i++) {
      fades[i] = fade(part.x + i, photo.width);
    }
    int[] columnsX = map.columnsX();
    int[] columnsY = map.columnsY();
    for (int y = part.y; y < part.y + part.height; y++) {
      int first = tile.index(part.x, y);
      int rowX = map.rowX(y);
      int rowY = map.rowY(y);
      float rowFade = fade(y, photo.height);
      for (int i = 0; i < columnsX.length; i++) {
        int x = rowX + columnsX[i] >> WarpMap.SHIFT;
        int down = rowY + columnsY[i] >> WarpMap.SHIFT;
        pixel.draw(first + i, x, down, fades[i] < rowFade ? fades[i] : rowFade);
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
