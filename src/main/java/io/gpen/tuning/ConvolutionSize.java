package io.gpen.tuning;

/**
 * The size of a 3x3 convolution of stride 1 and padding 1 over one image.
 *
 * @param in input channels
 * @param out output channels
 * @param height of the image in pixels
 * @param width of the image in pixels
 */
public record ConvolutionSize(int in, int out, int height, int width) {

  private static final int TAPS = 9;

  /** Refuses sizes below one. */
  public ConvolutionSize {
    if (in < 1 || out < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "channels, height and width of a convolution must be positive");
    }
  }

  /** {@return how many operations the direct algorithm takes; a multiply-add is two} */
  public double flops() {
    return 2.0 * TAPS * in * out * height * width;
  }
}
