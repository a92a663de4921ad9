package io.gpen.torchscript;

import io.gpen.checkpoint.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds MobileFaceNet, which gives faces of the same person similar embeddings. Batch norms are
 * folded into the convolutions. Source: mobilefacenet.py of foamliu/MobileFaceNet.
 */
final class MobileFaceNet implements Recognition.Network {

  /** Side of the crops in pixels: the ArcFace template. */
  private static final int SIZE = 112;

  private static final int STEM = 64;
  private static final int WIDE = 512;
  private static final int EMBEDDING = 128;

  /** Side of the last features, which one convolution gathers. */
  private static final int GATHERED = 7;

  /** The groups of blocks: how much wider inside, output channels, blocks, stride of the first. */
  private static final int[][] GROUPS = {
    {2, 64, 5, 2}, {4, 128, 1, 2}, {2, 128, 6, 1}, {4, 128, 1, 2}, {2, 128, 2, 1}
  };

  /** The last convolution, which has a bias of its own. */
  private static final String LAST = "conv3";

  private final FoldedConv stem =
      FoldedConv.of("conv1.0", "conv1.1", 3, STEM, 3, ConvLayer.LINEAR).withStride(2);
  private final FoldedConv depthwise =
      new FoldedConv("dw_conv.depthwise", "dw_conv.bn1", STEM, STEM, 3, 1, STEM, 0);
  private final FoldedConv pointwise =
      FoldedConv.of("dw_conv.pointwise", "dw_conv.bn2", STEM, STEM, 1, 0);
  private final List<Block> blocks = blocks();
  private final FoldedConv widen =
      FoldedConv.of("conv2.0", "conv2.1", EMBEDDING, WIDE, 1, ConvLayer.LINEAR);
  private final FoldedConv gather =
      new FoldedConv(
          "gdconv.depthwise", "gdconv.bn", WIDE, WIDE, GATHERED, 1, WIDE, ConvLayer.LINEAR);
  private final FoldedConv embed = FoldedConv.of(LAST, "bn", WIDE, EMBEDDING, 1, ConvLayer.LINEAR);
  private final Map<String, long[]> tensors = new LinkedHashMap<>();
  private final Weights weights;

  private MobileFaceNet(StateDict weights) {
    List.of(stem, depthwise, pointwise).forEach(conv -> conv.addTensors(tensors));
    blocks.forEach(block -> block.convs().values().forEach(conv -> conv.addTensors(tensors)));
    List.of(widen, gather, embed).forEach(conv -> conv.addTensors(tensors));
    tensors.put(LAST + ".bias", new long[] {EMBEDDING});
    this.weights = Weights.check(weights, "a MobileFaceNet", tensors, FoldedConv::isCounter);
  }

  /** {@return whether these are weights of a MobileFaceNet, perhaps incomplete ones} */
  static boolean recognises(StateDict weights) {
    return weights.names().contains("gdconv.depthwise.weight");
  }

  static MobileFaceNet of(StateDict weights) {
    return new MobileFaceNet(weights);
  }

  /** An inverted residual: its convolutions by their names in the text. */
  private record Block(boolean residual, Map<String, FoldedConv> convs) {

    static Block of(String name, int factor, int in, int out, int stride) {
      int inside = in * factor;
      String wide = name + ".conv.0.";
      String deep = name + ".conv.1.";
      Map<String, FoldedConv> convs = new LinkedHashMap<>();
      convs.put("expand", FoldedConv.of(wide + "0", wide + "1", in, inside, 1, ConvLayer.LINEAR));
      convs.put(
          "depthwise",
          new FoldedConv(
              deep + "0", deep + "1", inside, inside, 3, stride, inside, ConvLayer.LINEAR));
      convs.put(
          "project",
          FoldedConv.of(name + ".conv.2", name + ".conv.3", inside, out, 1, ConvLayer.LINEAR));
      return new Block(stride == 1 && in == out, convs);
    }

    ScriptModule module(Weights weights) {
      ScriptModule block = new ScriptModule("Block").with("residual", residual);
      convs.forEach((name, conv) -> block.with(name, conv.module(weights)));
      return block;
    }
  }

  private static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int in = STEM;
    for (int[] group : GROUPS) {
      for (int i = 0; i < group[2]; i++) {
        String name = "features." + blocks.size();
        blocks.add(Block.of(name, group[0], in, group[1], i == 0 ? group[3] : 1));
        in = group[1];
      }
    }
    return blocks;
  }

  @Override
  public NetworkDefinition definition(Variant variant) {
    Recognition.requireOnly(Form.INFERENCE, variant, "a network for identity (MobileFaceNet)");
    long parameters = Recognition.count(tensors, name -> !name.contains("running_"));
    return new NetworkDefinition(
        new NetworkDescription(
            Architecture.MOBILEFACENET, SIZE, parameters, variant, Converter.TEXT_VERSION),
        root(),
        ConvLayer.text() + text());
  }

  /** {@return its text, which needs that of convolutions in front} */
  String text() {
    return NetworkText.of(
        Map.of("block", NetworkText.range(0, blocks.size() - 1, 1)), "mobilefacenet.py");
  }

  ScriptModule root() {
    ScriptModule list = new ScriptModule("Blocks");
    for (int i = 0; i < blocks.size(); i++) {
      list.with(Integer.toString(i), blocks.get(i).module(weights));
    }
    return new ScriptModule("MobileFaceNet")
        .with("stem", stem.module(weights))
        .with("depthwise", depthwise.module(weights))
        .with("pointwise", pointwise.module(weights))
        .with("blocks", list)
        .with("widen", widen.module(weights))
        .with("gather", gather.module(weights, 0))
        .with("embed", embed.module(weights));
  }
}
