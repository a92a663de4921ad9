package io.gpen.torchscript;

/**
 * The layers of {@code equalized.py}: those of StyleGAN2, with the checkpoint's tensors under their
 * own names.
 *
 * @param weights the checkpoint
 * @param trained whether training changes them
 */
record EqualizedLayers(Weights weights, boolean trained) {

  /** The text of the layers; a text with the blurs goes before it. */
  static final String TEXT = "equalized.py";

  ScriptModule linear(String name, double learningRate, boolean activation) {
    return new ScriptModule("EqualLinear")
        .with("weight", parameter(name + ".weight"))
        .with("bias", parameter(name + ".bias"))
        .with("lr_mul", learningRate)
        .with("activation", activation);
  }

  /** {@return a convolution that halves the side of a picture that was blurred} */
  ScriptModule convDown(String name) {
    return new ScriptModule("EqualConv2dDown").with("weight", parameter(name + ".weight"));
  }

  /** {@return a convolution that keeps the side, and its activation: layers 0 and 1 of a name} */
  ScriptModule same(String name) {
    return new ScriptModule("SameLayer")
        .with(
            "0", new ScriptModule("EqualConv2dSame").with("weight", parameter(name + ".0.weight")))
        .with("1", activation(name + ".1"));
  }

  /** {@return a blur, a convolution that halves the side, and its activation: layers 0 to 2} */
  ScriptModule down(String name) {
    return new ScriptModule("DownLayer")
        .with("0", blur(name + ".0", 2))
        .with("1", convDown(name + ".1"))
        .with("2", activation(name + ".2"));
  }

  ScriptModule activation(String name) {
    return new ScriptModule("FusedLeakyReLU").with("bias", parameter(name + ".bias"));
  }

  ScriptModule blur(String name, long pad) {
    return new ScriptModule("Blur").with("kernel", buffer(name + ".kernel")).with("pad", pad);
  }

  ModuleTensor parameter(String name) {
    return trained
        ? ModuleTensor.parameter(weights.shape(name), () -> weights.values(name))
        : buffer(name);
  }

  ModuleTensor buffer(String name) {
    return ModuleTensor.buffer(() -> weights.values(name), weights.shape(name));
  }
}
