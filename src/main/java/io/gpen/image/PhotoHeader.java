package io.gpen.image;

/**
 * What the first bytes of a file say, before any pixel is decoded.
 *
 * @param format the format by content
 * @param width stored width in pixels (before the orientation is applied)
 * @param height stored height in pixels
 * @param channels stored channels, alpha included (palette counts as 3 or 4)
 * @param bitsPerChannel stored bits of one channel
 */
public record PhotoHeader(
    PhotoFormat format, int width, int height, int channels, int bitsPerChannel) {

  /** {@return the number of pixels} */
  public long pixels() {
    return (long) width * height;
  }
}
