package io.gpen.torchscript;

import io.gpen.checkpoint.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds ParseNet, which labels the parts of a face. Batch norms are folded into the convolutions,
 * and so is the doubling of the pixels in front of some. Source: face_parse/parse_model.py and
 * blocks.py of the reference.
 */
final class ParseNet implements Recognition.Network {

  private static final int CLASSES = 19;
  private static final double SLOPE = 0.2;

  private final ParseNetLayout layout;
  private final PlainConv stem;
  private final PlainConv mask;
  private final PlainConv image;
  private final List<Block> down = new ArrayList<>();
  private final List<Block> middle = new ArrayList<>();
  private final List<Block> up = new ArrayList<>();
  private final Map<String, long[]> tensors = new LinkedHashMap<>();
  private final Weights weights;

  private ParseNet(ParseNetLayout layout, StateDict weights) {
    this.layout = layout;
    this.stem = plain("encoder.0", 3, layout.down().get(0));
    int channels = layout.down().get(0);
    for (int level = 1; level < layout.down().size(); level++) {
      down.add(Block.down("encoder." + level, channels, layout.down().get(level)));
      channels = layout.down().get(level);
    }
    for (int block = 0; block < layout.depth(); block++) {
      middle.add(Block.same("body." + block, channels));
    }
    for (int level = 0; level < layout.up().size(); level++) {
      up.add(Block.up("decoder." + level, channels, layout.up().get(level)));
      channels = layout.up().get(level);
    }
    this.mask = plain("out_mask_conv", channels, CLASSES);
    this.image = plain("out_img_conv", channels, 3);
    List.of(stem, mask, image).forEach(conv -> conv.addTensors(tensors));
    List.of(down, middle, up).forEach(all -> all.forEach(block -> block.addTensors(tensors)));
    this.weights = Weights.check(weights, "a ParseNet", tensors, FoldedConv::isCounter);
  }

  static ParseNet of(StateDict weights) {
    return new ParseNet(ParseNetLayout.of(weights), weights);
  }

  private static PlainConv plain(String name, int in, int out) {
    return PlainConv.of(name + ".conv2d", in, out, ConvLayer.LINEAR);
  }

  /** Two convolutions with a shortcut around them, which in the middle is no convolution. */
  private record Block(String type, List<PlainConv> shortcut, FoldedConv conv1, FoldedConv conv2) {

    static Block same(String name, int width) {
      return new Block("Same", List.of(), first(name, width, width), second(name, width));
    }

    static Block down(String name, int in, int out) {
      PlainConv shortcut = shortcut(name, in, out).withStride(2);
      return new Block(
          "Down", List.of(shortcut), first(name, in, out), second(name, out).withStride(2));
    }

    static Block up(String name, int in, int out) {
      PlainConv shortcut = shortcut(name, in, out);
      return new Block("Up", List.of(shortcut), first(name, in, out), second(name, out));
    }

    private static PlainConv shortcut(String name, int in, int out) {
      return PlainConv.of(name + ".shortcut_func.conv2d", in, out, ConvLayer.LINEAR);
    }

    private static FoldedConv first(String name, int in, int out) {
      return conv(name + ".conv1", in, out, SLOPE);
    }

    private static FoldedConv second(String name, int width) {
      return conv(name + ".conv2", width, width, ConvLayer.LINEAR);
    }

    private static FoldedConv conv(String name, int in, int out, double slope) {
      return FoldedConv.of(name + ".conv2d", name + ".norm.norm", in, out, 3, slope);
    }

    void addTensors(Map<String, long[]> tensors) {
      shortcut.forEach(conv -> conv.addTensors(tensors));
      conv1.addTensors(tensors);
      conv2.addTensors(tensors);
    }

    ScriptModule module(Weights weights) {
      boolean doubles = type.equals("Up");
      ScriptModule block = new ScriptModule(type);
      shortcut.forEach(
          conv ->
              block.with(
                  "shortcut", doubles ? conv.doublingModule(weights) : conv.module(weights)));
      return block
          .with("conv1", doubles ? conv1.doublingModule(weights) : conv1.module(weights))
          .with("conv2", conv2.module(weights));
    }
  }

  @Override
  public NetworkDefinition definition(Variant variant) {
    Recognition.requireOnly(Form.INFERENCE, variant, "a face parser (ParseNet)");
    long parameters = Recognition.count(tensors, name -> !name.contains(".running_"));
    return new NetworkDefinition(
        new NetworkDescription(
            Architecture.PARSENET, layout.size(), parameters, variant, Converter.TEXT_VERSION),
        root(),
        NetworkText.of(
            Map.of(
                "down", NetworkText.range(0, down.size() - 1, 1),
                "same", NetworkText.range(0, middle.size() - 1, 1),
                "up", NetworkText.range(0, up.size() - 1, 1)),
            ConvLayer.ACTIVATED,
            "parsenet.py"));
  }

  private ScriptModule root() {
    return new ScriptModule("Network")
        .with("stem", stem.module(weights))
        .with("down", blocks("Downs", down))
        .with("middle", blocks("Sames", middle))
        .with("up", blocks("Ups", up))
        .with("mask", mask.module(weights))
        .with("image", image.module(weights));
  }

  private ScriptModule blocks(String type, List<Block> blocks) {
    ScriptModule list = new ScriptModule(type);
    for (int i = 0; i < blocks.size(); i++) {
      list.with(Integer.toString(i), blocks.get(i).module(weights));
    }
    return list;
  }
}
