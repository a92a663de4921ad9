package io.gpen.torchscript;

import java.util.HashMap;
import java.util.Map;

/**
 * Builds the forms of GPEN that hold the checkpoint's tensors under their own names: the trainable
 * and the reference form.
 */
final class GpenTrainable {

  private static final double STYLE_LR = 0.01;

  private final GpenLayout layout;
  private final EqualizedLayers layers;

  private GpenTrainable(GpenLayout layout, EqualizedLayers layers) {
    this.layout = layout;
    this.layers = layers;
  }

  static ScriptModule root(GpenLayout layout, Weights weights) {
    return root(layout, weights, true);
  }

  static ScriptModule root(GpenLayout layout, Weights weights, boolean trained) {
    return new GpenTrainable(layout, new EqualizedLayers(weights, trained)).network();
  }

  /** {@return the part that is StyleGAN2's generator, from weights of it alone} */
  static ScriptModule styleGan2(GpenLayout layout, Weights weights, boolean trained) {
    return new GpenTrainable(layout, new EqualizedLayers(weights, trained)).generator("");
  }

  /**
   * {@return the text for training}
   *
   * @param precision of the convolutions
   */
  static String text(GpenLayout layout, Precision precision) {
    return text(layout, precision, "gpen_blurs.py", "gpen_layers.py");
  }

  /** {@return the text that does what the reference does, step by step} */
  static String referenceText(GpenLayout layout) {
    return text(layout, Precision.FP32, "gpen_blurs_reference.py", "gpen_layers_reference.py");
  }

  /** {@return the lines of the text of the layers that are there, by the precision} */
  static Map<String, int[]> lines(Precision precision) {
    int[] none = new int[0];
    int[] one = new int[1];
    return precision == Precision.BF16
        ? Map.of("fp32", none, "bf16", one)
        : Map.of("fp32", one, "bf16", none);
  }

  private static String text(GpenLayout layout, Precision precision, String blurs, String layers) {
    int last = layout.levels() - 1;
    Map<String, int[]> ranges = new HashMap<>(lines(precision));
    ranges.putAll(
        Map.of(
            "level", NetworkText.range(1, layout.levels(), 1),
            "layer", NetworkText.range(1, layout.styleDepth(), 1),
            "rgb", NetworkText.range(0, last, 1),
            "up", NetworkText.range(0, 2 * last, 2),
            "same", NetworkText.range(1, 2 * last + 1, 2)));
    return NetworkText.of(ranges, blurs, EqualizedLayers.TEXT, layers, "gpen_trainable.py");
  }

  private ScriptModule network() {
    ScriptModule network =
        new ScriptModule("Network")
            .with("ecd0", new ScriptModule("EncoderStem").with("0", layers.same("ecd0.0")));
    for (int level = 1; level <= layout.levels(); level++) {
      network.with(
          "ecd" + level,
          new ScriptModule("EncoderLevel").with("0", layers.down("ecd" + level + ".0")));
    }
    return network
        .with(
            "final_linear",
            new ScriptModule("FinalLinear").with("0", layers.linear("final_linear.0", 1, true)))
        .with("generator", generator("generator."));
  }

  private ScriptModule generator(String prefix) {
    ScriptModule style = new ScriptModule("Style");
    for (int layer = 1; layer <= layout.styleDepth(); layer++) {
      style.with(Integer.toString(layer), layers.linear(prefix + "style." + layer, STYLE_LR, true));
    }
    ScriptModule convs = new ScriptModule("Convs");
    ScriptModule toRgbs = new ScriptModule("ToRgbs");
    for (int level = 0; level < layout.levels(); level++) {
      convs.with(Integer.toString(2 * level), styled(prefix + "convs." + 2 * level, "Up"));
      convs.with(Integer.toString(2 * level + 1), styled(prefix + "convs." + (2 * level + 1), ""));
      toRgbs.with(Integer.toString(level), toRgb(prefix + "to_rgbs." + level));
    }
    return new ScriptModule("Generator")
        .with("style", style)
        .with(
            "input",
            new ScriptModule("ConstantInput")
                .with("input", layers.parameter(prefix + "input.input")))
        .with("conv1", styled(prefix + "conv1", ""))
        .with("to_rgb1", toRgbFirst(prefix + "to_rgb1"))
        .with("convs", convs)
        .with("to_rgbs", toRgbs);
  }

  private ScriptModule styled(String name, String kind) {
    ScriptModule conv = modulated("ModulatedConv2d" + kind, name + ".conv");
    if (!kind.isEmpty()) {
      conv.with("blur", layers.blur(name + ".conv.blur", 1));
    }
    return new ScriptModule("StyledConv" + kind)
        .with("conv", conv)
        .with(
            "noise",
            new ScriptModule("NoiseInjection")
                .with("weight", layers.parameter(name + ".noise.weight")))
        .with("activate", layers.activation(name + ".activate"));
  }

  private ScriptModule toRgbFirst(String name) {
    return new ScriptModule("ToRgbFirst")
        .with("bias", layers.parameter(name + ".bias"))
        .with("conv", modulated("ModulatedToRgb", name + ".conv"));
  }

  private ScriptModule toRgb(String name) {
    return new ScriptModule("ToRgb")
        .with("bias", layers.parameter(name + ".bias"))
        .with(
            "upsample",
            new ScriptModule("Upsample").with("kernel", layers.buffer(name + ".upsample.kernel")))
        .with("conv", modulated("ModulatedToRgb", name + ".conv"));
  }

  private ScriptModule modulated(String type, String name) {
    return new ScriptModule(type)
        .with("weight", layers.parameter(name + ".weight"))
        .with("modulation", layers.linear(name + ".modulation", 1, false));
  }
}
