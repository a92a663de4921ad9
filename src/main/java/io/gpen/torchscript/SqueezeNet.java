package io.gpen.torchscript;

import io.gpen.checkpoint.StateDict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Builds the features of SqueezeNet 1.1, by which pictures are compared; a classifier that the
 * checkpoint has is not used. The names are those of torchvision, the network is the Caffe
 * original, whose first convolution has no border.
 */
final class SqueezeNet implements Recognition.Network {

  private static final String STEM = "features.0";
  private static final int STEM_CHANNELS = 64;

  /**
   * Number in the list of features, input channels, squeezed channels, half the output channels.
   */
  private static final int[][] FIRES = {
    {3, 64, 16, 64},
    {4, 128, 16, 64},
    {6, 128, 32, 128},
    {7, 256, 32, 128},
    {9, 256, 48, 192},
    {10, 384, 48, 192},
    {11, 384, 64, 256},
    {12, 512, 64, 256}
  };

  private final Map<String, long[]> tensors = new LinkedHashMap<>();
  private final Weights weights;

  private SqueezeNet(StateDict weights) {
    add(STEM, STEM_CHANNELS, 3, 3);
    for (int[] fire : FIRES) {
      String name = "features." + fire[0];
      add(name + ".squeeze", fire[2], fire[1], 1);
      add(name + ".expand1x1", fire[3], fire[2], 1);
      add(name + ".expand3x3", fire[3], fire[2], 3);
    }
    this.weights =
        Weights.check(weights, "a SqueezeNet 1.1", tensors, name -> name.startsWith("classifier."));
  }

  private void add(String name, int out, int in, int side) {
    tensors.put(name + ".weight", new long[] {out, in, side, side});
    tensors.put(name + ".bias", new long[] {out});
  }

  /** {@return whether these are weights of a SqueezeNet 1.1, perhaps incomplete ones} */
  static boolean recognises(StateDict weights) {
    return weights.names().contains("features.3.squeeze.weight");
  }

  static SqueezeNet of(StateDict weights) {
    return new SqueezeNet(weights);
  }

  @Override
  public NetworkDefinition definition(Variant variant) {
    Recognition.requireOnly(Form.INFERENCE, variant, "a network for comparing (SqueezeNet)");
    return new NetworkDefinition(
        new NetworkDescription(
            Architecture.SQUEEZENET,
            0,
            Recognition.count(tensors, name -> true),
            variant,
            Converter.TEXT_VERSION),
        root(),
        ConvLayer.text() + text());
  }

  /** {@return its text, which needs that of convolutions in front} */
  String text() {
    int[] numbers = Arrays.stream(FIRES).mapToInt(fire -> fire[0]).toArray();
    return NetworkText.of(Map.of("fire", numbers), "squeezenet.py");
  }

  ScriptModule root() {
    ScriptModule root = new ScriptModule("SqueezeNet").with("stem", conv(STEM, 2, 0));
    for (int[] fire : FIRES) {
      String name = "features." + fire[0];
      root.with(
          "fire" + fire[0],
          new ScriptModule("Fire")
              .with("squeeze", conv(name + ".squeeze", 1, 0))
              .with("expand1x1", conv(name + ".expand1x1", 1, 0))
              .with("expand3x3", conv(name + ".expand3x3", 1, 1)));
    }
    return root;
  }

  private ScriptModule conv(String name, int stride, int padding) {
    long[] shape = weights.shape(name + ".weight");
    return new ScriptModule("Conv")
        .with("weight", ModuleTensor.kernel(() -> weights.values(name + ".weight"), shape))
        .with("bias", ModuleTensor.buffer(() -> weights.values(name + ".bias"), shape[0]))
        .with("stride", stride)
        .with("padding", padding)
        .with("groups", 1)
        .with("slope", 0.0);
  }
}
