package io.gpen.torchscript;

import io.gpen.checkpoint.DType;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Builds the inference form of GPEN. What is folded, with L the leaky ReLU of slope 0.2, for which
 * L(a x) = a L(x) if a is positive:
 *
 * <ul>
 *   <li>the equalised learning rate, 1/sqrt(fan-in), into every weight;
 *   <li>the learning rate 0.01 of the style network into its weights and biases;
 *   <li>the gain sqrt(2) that follows every L into what comes before it;
 *   <li>for the demodulation, the sums of squares of each kernel.
 * </ul>
 *
 * In bf16, only what convolutions and activations over whole images read is narrowed.
 */
final class GpenInference {

  private static final double GAIN = Math.sqrt(2);
  private static final double STYLE_LR = 0.01;
  private static final int TAPS = 9;
  private static final int BLUR = 4;

  /** Of float16. */
  private static final float LARGEST_HALF = 65504;

  private final GpenLayout layout;
  private final Weights weights;
  private final DType numbers;
  private final WeightStorage storage;

  private GpenInference(GpenLayout layout, Weights weights, Variant variant) {
    this.layout = layout;
    this.weights = weights;
    this.numbers = variant.precision().dtype();
    this.storage = variant.storage();
  }

  static ScriptModule root(GpenLayout layout, Weights weights, Variant variant) {
    return new GpenInference(layout, weights, variant).network();
  }

  static String text(GpenLayout layout) {
    return NetworkText.of(
        Map.of(
            "level", NetworkText.range(1, layout.levels(), 1),
            "layer", NetworkText.range(1, layout.styleDepth(), 1),
            "rgb", NetworkText.range(0, layout.levels() - 1, 1)),
        "stored.py",
        "winograd.py",
        "gpen_inference.py");
  }

  private ScriptModule network() {
    ScriptModule style = new ScriptModule("Style");
    for (int layer = 1; layer <= layout.styleDepth(); layer++) {
      style.with(Integer.toString(layer), linear("generator.style." + layer, STYLE_LR));
    }
    ScriptModule levels = new ScriptModule("Levels");
    int in = 2 * layout.smallestChannels();
    for (int level = 0; level < layout.levels(); level++) {
      levels.with(Integer.toString(level), level(level, in));
      in = 2 * layout.decoderChannels(level);
    }
    String input = "generator.input.input";
    int smallest = layout.smallestChannels();
    return new ScriptModule("Network")
        .with("input", kernel(() -> weights.values(input), weights.shape(input)))
        .with("encoder", encoder())
        .with("code", linear("final_linear.0", 1))
        .with("style", style)
        .with("first", styled("generator.conv1", smallest, smallest, 1))
        .with("to_rgb", toRgb("generator.to_rgb1", smallest))
        .with("levels", levels);
  }

  private ScriptModule encoder() {
    int stem = layout.channels().get(0);
    ScriptModule encoder =
        new ScriptModule("Encoder")
            .with(
                "weight",
                kernel(
                    () -> Folding.scale(weights.values("ecd0.0.0.weight"), GAIN / Math.sqrt(3)),
                    stem,
                    3,
                    1,
                    1))
            .with("bias", scaled("ecd0.0.1.bias", GAIN).in(numbers));
    for (int level = 1; level <= layout.levels(); level++) {
      int in = layout.channels().get(level - 1);
      int out = layout.channels().get(level);
      String name = "ecd" + level + ".0.";
      double factor = GAIN / Math.sqrt(TAPS * in);
      encoder.with(
          Integer.toString(level),
          new ScriptModule("EncoderLevel")
              .with("blur", blur(name + "0.kernel", in))
              .with(
                  "weight",
                  storedKernel(name + "1.weight", factor, values -> values, out, in, 3, 3))
              .with("bias", scaled(name + "2.bias", GAIN).in(numbers)));
    }
    return encoder;
  }

  private ScriptModule level(int level, int in) {
    int out = layout.decoderChannels(level);
    String kernel = "generator.to_rgbs." + level + ".upsample.kernel";
    return new ScriptModule("Level")
        // A transposed convolution spreads the kernel as it is; only a convolution turns it.
        .with(
            "upsample",
            ModuleTensor.buffer(() -> Folding.repeat(weights.values(kernel), 3), 3, 1, BLUR, BLUR))
        .with("up", styledUp("generator.convs." + 2 * level, in, out))
        .with("same", styled("generator.convs." + (2 * level + 1), 2 * out, out, 2))
        .with("to_rgb", toRgb("generator.to_rgbs." + level, out));
  }

  /** A convolution whose input comes in so many tensors of equal width. */
  private ScriptModule styled(String name, int in, int out, int parts) {
    String conv = name + ".conv.weight";
    ScriptModule module =
        new ScriptModule("StyledConv")
            .with(
                "weight",
                storedKernel(
                    conv,
                    1 / Math.sqrt(TAPS * in),
                    values -> Folding.swapFirstAxes(values, out, parts),
                    (long) parts * out,
                    in / parts,
                    3,
                    3));
    return modulation(module, name, in, out);
  }

  private ScriptModule styledUp(String name, int in, int out) {
    String conv = name + ".conv.weight";
    ScriptModule module =
        new ScriptModule("StyledConvUp")
            .with(
                "weight",
                storedKernel(
                    conv,
                    1 / Math.sqrt(TAPS * in),
                    values -> Folding.swapFirstAxes(values, out, in),
                    in,
                    out,
                    3,
                    3))
            .with("blur", blur(name + ".conv.blur.kernel", out));
    return modulation(module, name, in, out);
  }

  private ScriptModule modulation(ScriptModule module, String name, int in, int out) {
    String conv = name + ".conv.weight";
    String bias = name + ".activate.bias";
    double noise = weights.values(name + ".noise.weight")[0];
    ScriptModule activation =
        new ScriptModule("Activation")
            .with("conv_bias", half(bias, 0, out))
            .with("feature_bias", half(bias, 1, out))
            .with("feature_weight", GAIN * noise);
    return module
        .with(
            "energy",
            ModuleTensor.buffer(
                () -> Folding.energies(weights.values(conv), TAPS, 1.0 / (TAPS * in)), out, in))
        .with("modulation", styles(name + ".conv.modulation", in))
        .with("activation", activation);
  }

  private ScriptModule toRgb(String name, int channels) {
    int in = 2 * channels;
    String weight = name + ".conv.weight";
    return new ScriptModule("ToRgb")
        .with(
            "weight",
            ModuleTensor.buffer(
                () ->
                    Folding.swapFirstAxes(
                        Folding.scale(weights.values(weight), 1 / Math.sqrt(in)), 3, 2),
                2,
                3,
                channels))
        .with("bias", scaled(name + ".bias", 1))
        .with("modulation", styles(name + ".conv.modulation", in));
  }

  private ScriptModule styles(String name, int out) {
    return new ScriptModule("Modulation")
        .with("weight", storedLinear(name + ".weight", 1 / Math.sqrt(layout.styleWidth())))
        .with("bias", scaled(name + ".bias", 1));
  }

  private ScriptModule linear(String name, double learningRate) {
    double in = weights.shape(name + ".weight")[1];
    return new ScriptModule("Linear")
        .with("weight", storedLinear(name + ".weight", GAIN * learningRate / Math.sqrt(in)))
        .with("bias", scaled(name + ".bias", GAIN * learningRate));
  }

  private ModuleTensor scaled(String name, double factor) {
    return ModuleTensor.buffer(
        () -> Folding.scale(weights.values(name), factor), weights.shape(name));
  }

  private ScriptModule storedKernel(
      String name, double factor, UnaryOperator<float[]> order, long... shape) {
    // In bf16 they are as short already.
    boolean half = numbers == DType.FLOAT32 && fitsHalf(name);
    double now = half ? 1 : factor;
    ModuleTensor tensor =
        ModuleTensor.kernel(() -> order.apply(Folding.scale(weights.values(name), now)), shape);
    return stored(half ? tensor.in(DType.FLOAT16) : tensor.in(numbers), factor);
  }

  private ScriptModule storedLinear(String name, double factor) {
    boolean half = fitsHalf(name);
    ModuleTensor tensor = scaled(name, half ? 1 : factor);
    return stored(half ? tensor.in(DType.FLOAT16) : tensor, factor);
  }

  private static ScriptModule stored(ModuleTensor tensor, double factor) {
    return ScriptModule.ofState("Stored", tensor, factor);
  }

  private boolean fitsHalf(String name) {
    return storage == WeightStorage.HALF && Folding.largest(weights.values(name)) <= LARGEST_HALF;
  }

  private ModuleTensor kernel(Supplier<float[]> values, long... shape) {
    return ModuleTensor.kernel(values, shape).in(numbers);
  }

  /** One half of a bias over both the convolution's channels and the feature's. */
  private ModuleTensor half(String name, int half, int channels) {
    return ModuleTensor.buffer(
            () -> Folding.scalePiece(weights.values(name), half, 2, GAIN), channels)
        .in(numbers);
  }

  private ModuleTensor blur(String name, int channels) {
    return kernel(
        () -> Folding.repeat(Folding.reverse(weights.values(name)), channels),
        channels,
        1,
        BLUR,
        BLUR);
  }
}
