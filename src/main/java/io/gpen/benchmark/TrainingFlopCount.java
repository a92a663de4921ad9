package io.gpen.benchmark;

import io.gpen.torchscript.GpenLayout;

/**
 * The floating-point operations of GPEN's training for one picture, counted as in {@link
 * FlopCount}. A pass backward through a convolution has as many for its input as for its weights,
 * each as many as the pass forward. Gradients of gradients go through each convolution twice more,
 * once for the gradient that the first pass had and once for the weights, and then backward as
 * usual.
 *
 * @param plain a step without regularisers: both losses
 * @param r1 the discriminator's regulariser
 * @param path the generator's regulariser
 */
record TrainingFlopCount(double plain, double r1, double path) {

  private static final int TAPS = 9;
  private static final int BLUR_TAPS = 16;
  private static final int RGB = 3;
  private static final int SMALLEST = 4;

  /** {@return the operations of a generator and the discriminator that belongs to it} */
  static TrainingFlopCount of(GpenLayout layout) {
    FlopCount work = FlopCount.of(layout);
    double encoder = work.encoder();
    double decoder = work.total() - encoder;
    double discriminator = discriminator(layout);
    // For the discriminator: a restored picture; that and a real one forward and backward. For the
    // generator: forward and backward, and through the discriminator, whose weights stay.
    double plain = work.total() + 2 * 3 * discriminator + 3 * work.total() + 2 * discriminator;
    // Forward, backward to the picture, through that pass, and, as pictures are compared within the
    // batch, backward through the first one.
    double r1 = (1 + 1 + 2 + 2) * discriminator;
    // The encoder is no part of the path from the latents.
    double path = (1 + 1 + 2 + 2) * decoder + (1 + 2) * encoder;
    return new TrainingFlopCount(plain, r1, path);
  }

  /** {@return the operations of one pass forward through the discriminator} */
  static double discriminator(GpenLayout layout) {
    int size = layout.size();
    double sum = (double) RGB * layout.channels().get(0) * size * size;
    for (int level = 1; level <= layout.levels(); level++) {
      double in = layout.channels().get(level - 1);
      double out = layout.channels().get(level);
      double side = size >> level - 1;
      double half = side / 2;
      sum += TAPS * in * in * side * side;
      sum += BLUR_TAPS * in * ((side + 1) * (side + 1) + half * half);
      sum += (TAPS * in * out + in * out) * half * half;
    }
    double smallest = layout.smallestChannels();
    double pixels = SMALLEST * SMALLEST;
    sum += (TAPS * (smallest + 1) * smallest + smallest * smallest) * pixels + smallest;
    return 2 * sum;
  }
}
