package io.gpen.tuning;

/**
 * The size of a 3x3 convolution of stride 1 and padding 1 over one picture.
 *
 * @param in input channels
 * @param out output channels
 * @param height of the picture in pixels
 * @param width of the picture in pixels
 */
public record Convolution(int in, int out, int height, int width) {

  private static final int TAPS = 9;

  /** Refuses sizes below one. */
  public Convolution {
    if (in < 1 || out < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException("not a convolution of a picture");
    }
  }

  /** {@return how many operations the direct way takes; a multiply-add is two} */
  public double flops() {
    return 2.0 * TAPS * in * out * height * width;
  }
}
