package io.gpen.torchscript;

/**
 * The layers of {@code equalized.py}: those of StyleGAN2, with the checkpoint's tensors under their
 * own names.
 *
 * @param weights the checkpoint
 */
record EqualizedLayers(Weights weights) {

  /** The text of the layers; a text with the blurs goes before it. */
  static final String TEXT = "equalized.py";

  ScriptModule linear(String name, double learningRate, boolean activation) {
    return new ScriptModule("EqualLinear")
        .with("weight", parameter(name + ".weight"))
        .with("bias", parameter(name + ".bias"))
        .with("lr_mul", learningRate)
        .with("activation", activation);
  }

  ScriptModule conv(String name, long stride) {
    return new ScriptModule("EqualConv2d")
        .with("weight", parameter(name + ".weight"))
        .with("stride", stride);
  }

  ScriptModule activation(String name) {
    return new ScriptModule("FusedLeakyReLU").with("bias", parameter(name + ".bias"));
  }

  ScriptModule blur(String name, long pad) {
    return new ScriptModule("Blur").with("kernel", buffer(name + ".kernel")).with("pad", pad);
  }

  ModuleTensor parameter(String name) {
    return ModuleTensor.parameter(weights.shape(name), () -> weights.values(name));
  }

  ModuleTensor buffer(String name) {
    return ModuleTensor.buffer(() -> weights.values(name), weights.shape(name));
  }
}
