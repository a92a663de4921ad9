package io.gpen.paste;

import org.opencv.core.Rect;

/** Where the mask of a crop comes from. */
interface MaskSource {

  /**
   * {@return the shares of a part of the crop at least}
   *
   * @param area the part, which may reach a pixel beyond the crop
   */
  MaskShares over(Rect area);
}
