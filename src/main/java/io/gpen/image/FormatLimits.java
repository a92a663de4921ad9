package io.gpen.image;

/**
 * What files of a format can hold.
 *
 * @param side the largest width and height in pixels
 * @param pixelBytes the largest number of bytes of all pixels
 * @param sixteenBits whether channels may have 16 bits
 * @param alpha whether there may be an alpha channel
 * @param grey whether grey is one channel of its own kind, which needs a profile for grey, and not
 *     a colour picture or a palette
 */
public record FormatLimits(
    int side, long pixelBytes, boolean sixteenBits, boolean alpha, boolean grey) {

  /** For {@link #side} and {@link #pixelBytes}: only memory is a limit. */
  public static final int NONE = Integer.MAX_VALUE;

  /** For {@link #pixelBytes}: uncompressed in a Java array, with headers. */
  public static final long ARRAY = Integer.MAX_VALUE - (1L << 20);
}
