package io.gpen.degrade.stage;

/**
 * Covers a picture with damage that was photographed or drawn elsewhere, stretched over it.
 *
 * @param damage what covers
 * @param isMirrored whether it is mirrored left to right
 * @param isUpsideDown whether it is turned upside down
 * @param strength share of the cover, 0 to 1
 * @param level of what covers, 0 for black to 1 for white
 */
public record Overlay(
    DamagePicture damage, boolean isMirrored, boolean isUpsideDown, double strength, double level)
    implements Stage {

  /** Checks the range. */
  public Overlay {
    Require.notNegative("strength", strength);
  }

  @Override
  public Pixels apply(Pixels picture) {
    int width = picture.width();
    int height = picture.height();
    float[] shares = new Resize(width, height).apply(damage.pixels()).values();
    Cover cover = new Cover(picture);
    for (int i = 0; i < shares.length; i++) {
      int x = isMirrored ? width - 1 - i % width : i % width;
      int y = isUpsideDown ? height - 1 - i / width : i / width;
      cover.cover(i, strength * shares[y * width + x]);
    }
    return cover.over(picture, level);
  }
}
