package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the discriminator of StyleGAN2, which only training needs: its tensors keep their own
 * names and values. Source: Discriminator in face_model/gpen_model.py of the reference.
 */
final class Discriminator implements Recognition.Network {

  private static final int SMALLEST = 4;
  private static final int MIN_BLOCKS = 3;
  private static final int MAX_BLOCKS = 9;
  private static final String STEM = "convs.0.0.weight";
  private static final String END = "final_conv.0.weight";

  /** Channels at each resolution, from the full size down to 4 pixels. */
  private final List<Integer> channels = new ArrayList<>();

  private final Map<String, long[]> tensors;
  private final EqualizedLayers layers;

  private Discriminator(StateDict weights) {
    int blocks = Recognition.numbered(weights, "convs") - 1;
    if (blocks < MIN_BLOCKS || blocks > MAX_BLOCKS) {
      throw new CheckpointException(
          Wording.format(
              "the weights look like a discriminator with %d residual blocks; %d to %d are"
                  + " supported",
              Math.max(0, blocks), MIN_BLOCKS, MAX_BLOCKS));
    }
    channels.add(outputs(weights, STEM));
    for (int block = 1; block <= blocks; block++) {
      channels.add(outputs(weights, "convs." + block + ".conv2.1.weight"));
    }
    this.tensors = tensors(channels, outputs(weights, END));
    String network = Wording.format("a discriminator for %d pixels", size());
    this.layers =
        new EqualizedLayers(Weights.check(weights, network, tensors, name -> false), true);
  }

  /** {@return whether these are weights of a discriminator, perhaps incomplete ones} */
  static boolean recognises(StateDict weights) {
    return weights.names().contains(STEM) || weights.names().contains(END);
  }

  /** {@return the text of the network, which needs those of the layers and blurs in front} */
  String text() {
    return NetworkText.of(Map.of("block", NetworkText.range(1, blocks(), 1)), "discriminator.py");
  }

  /** {@return the names of its tensors} */
  Set<String> names() {
    return tensors.keySet();
  }

  static Discriminator of(StateDict weights) {
    return new Discriminator(weights);
  }

  private static int outputs(StateDict weights, String name) {
    TensorSource tensor = weights.tensors().get(name);
    if (tensor == null || tensor.shape().length != 4) {
      throw new CheckpointException(
          Wording.format(
              "the weights look like a discriminator, but %s is missing or misshapen;"
                  + " the file may be truncated: download it again",
              name));
    }
    return Math.toIntExact(tensor.shape()[0]);
  }

  private int blocks() {
    return channels.size() - 1;
  }

  int size() {
    return SMALLEST << blocks();
  }

  /**
   * {@return the name and shape of every tensor}
   *
   * @param channels the channels at each resolution, from the full size down to 4 pixels
   * @param finalChannels those of the last convolution and of the linear layers behind it
   */
  static Map<String, long[]> tensors(List<Integer> channels, int finalChannels) {
    Map<String, long[]> tensors = new LinkedHashMap<>();
    addConv(tensors, "convs.0.0", "convs.0.1", 3, channels.get(0), 1);
    for (int block = 1; block < channels.size(); block++) {
      String name = "convs." + block;
      int in = channels.get(block - 1);
      int out = channels.get(block);
      addConv(tensors, name + ".conv1.0", name + ".conv1.1", in, in, 3);
      tensors.put(name + ".conv2.0.kernel", new long[] {4, 4});
      addConv(tensors, name + ".conv2.1", name + ".conv2.2", in, out, 3);
      tensors.put(name + ".skip.0.kernel", new long[] {4, 4});
      tensors.put(name + ".skip.1.weight", new long[] {out, in, 1, 1});
    }
    // One more channel holds the deviation within the batch.
    int last = channels.get(channels.size() - 1) + 1;
    addConv(tensors, "final_conv.0", "final_conv.1", last, finalChannels, 3);
    addLinear(tensors, "final_linear.0", finalChannels * SMALLEST * SMALLEST, finalChannels);
    addLinear(tensors, "final_linear.1", finalChannels, 1);
    return tensors;
  }

  private static void addConv(
      Map<String, long[]> tensors, String conv, String activation, int in, int out, int side) {
    tensors.put(conv + ".weight", new long[] {out, in, side, side});
    tensors.put(activation + ".bias", new long[] {out});
  }

  private static void addLinear(Map<String, long[]> tensors, String name, int in, int out) {
    tensors.put(name + ".weight", new long[] {out, in});
    tensors.put(name + ".bias", new long[] {out});
  }

  @Override
  public Variant usualVariant() {
    return Variant.of(Form.TRAINABLE);
  }

  @Override
  public NetworkDefinition definition(Variant variant) {
    Recognition.requireOnly(Form.TRAINABLE, variant, "a discriminator");
    long parameters = Recognition.count(tensors, name -> !name.endsWith("kernel"));
    return new NetworkDefinition(
        new NetworkDescription(
            Architecture.DISCRIMINATOR, size(), parameters, variant, Converter.TEXT_VERSION),
        root(),
        NetworkText.of(
                GpenTrainable.lines(Precision.FP32),
                "gpen_blurs.py",
                EqualizedLayers.TEXT,
                "gpen_layers.py")
            + text());
  }

  ScriptModule root() {
    ScriptModule convs = new ScriptModule("DiscriminatorConvs").with("0", layers.same("convs.0"));
    for (int block = 1; block <= blocks(); block++) {
      convs.with(Integer.toString(block), block("convs." + block));
    }
    return new ScriptModule("Discriminator")
        .with("convs", convs)
        .with("final_conv", layers.same("final_conv"))
        .with(
            "final_linear",
            new ScriptModule("DiscriminatorFinalLinear")
                .with("0", layers.linear("final_linear.0", 1, true))
                .with("1", layers.linear("final_linear.1", 1, false)));
  }

  private ScriptModule block(String name) {
    return new ScriptModule("ResBlock")
        .with("conv1", layers.same(name + ".conv1"))
        .with("conv2", layers.down(name + ".conv2"))
        .with(
            "skip",
            new ScriptModule("SkipLayer")
                .with("0", layers.blur(name + ".skip.0", 1))
                .with("1", layers.convDown(name + ".skip.1")));
  }
}
