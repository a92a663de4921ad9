package io.gpen.paste;

import io.gpen.image.Photo;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Puts a restored crop in the place of a photo that is that crop. */
public final class CropReplacement {

  private CropReplacement() {}

  /**
   * {@return the pixels of the restored crop in the depth and channels of the photo, for {@link
   * Photo#withColour}, which the caller owns}
   *
   * @param photo the photo, of the crop's size, not changed
   * @param before the photo as an 8-bit BGR crop
   * @param restored the restored crop, 8-bit BGR
   * @param alpha share of the restored crop, 0 to 1
   * @param mono whether only the lightness of the photo may change
   */
  public static Mat replace(Photo photo, Mat before, Mat restored, double alpha, boolean mono) {
    Mat source = photo.colour();
    boolean grey = mono || photo.isGrey();
    Mat crop = CropFinish.of(restored, before, false, alpha, grey);
    try {
      Rect whole = new Rect(0, 0, source.cols(), source.rows());
      CropPatch pixels = new CropPatch();
      pixels.take(crop, new Rect(0, 0, whole.width + 1, whole.height + 1));
      Tile tile = new Tile(whole);
      for (int y = 0, i = 0; y < whole.height; y++) {
        for (int x = 0; x < whole.width; x++, i++) {
          tile.draw(i, 1, pixels.at(x << WarpMap.FRACTION_BITS, y << WarpMap.FRACTION_BITS));
        }
      }
      Mat result = new Mat(source.size(), source.type());
      tile.blend(source, result, Blend.of(source, mono));
      return result;
    } finally {
      crop.release();
    }
  }
}
