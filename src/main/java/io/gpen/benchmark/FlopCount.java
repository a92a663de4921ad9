package io.gpen.benchmark;

import io.gpen.torchscript.GpenLayout;

/**
 * The floating-point operations of one face; a multiplication and its addition count as two. They
 * are those of the network as defined, however it is computed: transforms that save multiplications
 * show as a higher speed.
 *
 * @param encoder the strided 3x3 convolutions and the first 1x1
 * @param convolutions the generator's 3x3 convolutions
 * @param transposed the generator's transposed convolutions
 * @param rest blurs, RGB outputs and linear layers
 */
record FlopCount(double encoder, double convolutions, double transposed, double rest) {

  private static final int TAPS = 9;
  private static final int BLUR_TAPS = 16;
  private static final int RGB = 3;
  private static final int SMALLEST = 4;

  /** {@return the operations of a generator} */
  static FlopCount of(GpenLayout layout) {
    int smallest = layout.smallestChannels();
    double convolutions = convolution(smallest, smallest, SMALLEST);
    double transposed = 0;
    double rest = linears(layout) + RGB * 2.0 * smallest * SMALLEST * SMALLEST;
    int in = 2 * smallest;
    for (int level = 0; level < layout.levels(); level++) {
      int side = 2 * SMALLEST << level;
      double pixels = (double) side * side;
      int out = layout.decoderChannels(level);
      transposed += convolution(in, out, side / 2);
      convolutions += convolution(2 * out, out, side);
      // Blur, RGB output, enlarging the RGB sum.
      rest += (BLUR_TAPS * out + RGB * 2.0 * out + BLUR_TAPS * RGB) * pixels;
      in = 2 * out;
    }
    return new FlopCount(
        2 * encoder(layout), 2 * convolutions, 2 * transposed, 2 * (rest + encoderBlurs(layout)));
  }

  /** {@return all operations of one face} */
  public double total() {
    return encoder + convolutions + transposed + rest;
  }

  private static double encoder(GpenLayout layout) {
    double sum = (double) RGB * layout.channels().get(0) * layout.size() * layout.size();
    for (int level = 1; level <= layout.levels(); level++) {
      sum +=
          convolution(
              layout.channels().get(level - 1),
              layout.channels().get(level),
              layout.size() >> level);
    }
    return sum;
  }

  private static double encoderBlurs(GpenLayout layout) {
    double sum = 0;
    for (int level = 1; level <= layout.levels(); level++) {
      double side = (layout.size() >> level - 1) + 1;
      sum += BLUR_TAPS * side * side * layout.channels().get(level - 1);
    }
    return sum;
  }

  /** Style network, latent and the modulations. */
  private static double linears(GpenLayout layout) {
    double width = layout.styleWidth();
    int smallest = layout.smallestChannels();
    double sum = layout.styleDepth() * width * width + width * smallest * SMALLEST * SMALLEST;
    double modulated = smallest + 2 * smallest;
    int in = 2 * smallest;
    for (int level = 0; level < layout.levels(); level++) {
      int out = layout.decoderChannels(level);
      modulated += in + 2 * out + 2 * out;
      in = 2 * out;
    }
    return sum + modulated * width;
  }

  private static double convolution(int in, int out, int side) {
    return (double) TAPS * in * out * side * side;
  }
}
