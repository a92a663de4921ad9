package io.gpen.torchscript;

import java.util.Map;

/**
 * A convolution of a checkpoint with everything folded into it that follows it and does not depend
 * on the image, and the leaky ReLU that follows.
 */
sealed interface ConvLayer permits FoldedConv, PlainConv {

  /** The text of the leaky ReLU, which every text with convolutions of this kind has. */
  String ACTIVATED = "activated.py";

  /** The text of a convolution behind zeros; texts with another border have their own. */
  String CONV = "conv.py";

  /** {@return the texts of the leaky ReLU and of a convolution behind zeros} */
  static String text() {
    return NetworkText.of(Map.of(), ACTIVATED, CONV);
  }

  /** The slope that changes nothing. */
  double LINEAR = 1;

  /** {@return input channels} */
  int in();

  /** {@return output channels} */
  int out();

  /** {@return the side of the kernel; the padding is half of it} */
  int side();

  /** {@return how far apart on the input neighbours of the output are} */
  int stride();

  /** {@return 1, or the number of channels if each is by itself} */
  int groups();

  /** {@return the slope of the leaky ReLU; 0 for a plain one, {@link #LINEAR} for none} */
  double slope();

  /** Adds the names and shapes of its tensors. */
  void addTensors(Map<String, long[]> tensors);

  /** {@return the folded weight, (out, in / groups, side, side)} */
  float[] weight(Weights weights);

  /** {@return the folded bias, one per output channel} */
  float[] bias(Weights weights);

  /** {@return one {@code Conv} of the text, in fp32} */
  default ScriptModule module(Weights weights) {
    return module(weights, side() / 2, Precision.FP32);
  }

  /**
   * {@return one {@code Conv} of the text with another border than half of the kernel, in fp32}
   *
   * @param padding pixels of zeros around the image
   */
  default ScriptModule module(Weights weights, int padding) {
    return module(weights, padding, Precision.FP32);
  }

  /**
   * {@return one {@code Conv} of the text}
   *
   * @param precision what it works in
   */
  default ScriptModule module(Weights weights, Precision precision) {
    return module(weights, side() / 2, precision);
  }

  private ScriptModule module(Weights weights, int padding, Precision precision) {
    return new ScriptModule("Conv")
        .with(
            "weight",
            ModuleTensor.kernel(() -> weight(weights), out(), in() / groups(), side(), side())
                .in(precision.dtype()))
        .with("bias", ModuleTensor.buffer(() -> bias(weights), out()).in(precision.dtype()))
        .with("stride", stride())
        .with("padding", padding)
        .with("groups", groups())
        .with("slope", slope());
  }

  /** {@return one {@code ConvUp} of the text, in fp32} */
  default ScriptModule doublingModule(Weights weights) {
    return doublingModule(weights, Precision.FP32);
  }

  /**
   * {@return one {@code ConvUp} of the text: the same 3x3 convolution on an image in which every
   * pixel stands twice in each direction}
   *
   * @param precision what it works in
   */
  default ScriptModule doublingModule(Weights weights, Precision precision) {
    return new ScriptModule("ConvUp")
        .with(
            "weight",
            ModuleTensor.kernel(
                    () -> Folding.doubling(weight(weights), out(), in()), in(), out(), 4, 4)
                .in(precision.dtype()))
        .with("bias", ModuleTensor.buffer(() -> bias(weights), out()).in(precision.dtype()))
        .with("slope", slope());
  }
}
