package io.gpen.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ResNet-50 as torchvision builds it, without its classifier. */
final class ResNet50Body {

  private static final int STEM = 64;
  private static final int[] LENGTHS = {3, 4, 6, 3};
  private static final int EXPANSION = 4;
  private static final double RELU = 0;

  private ResNet50Body() {}

  /** Three convolutions with a shortcut around them. */
  private record Block(FoldedConv conv1, FoldedConv conv2, FoldedConv conv3) {

    static Block of(String name, int in, int width, int stride) {
      return new Block(
          FoldedConv.of(name + "conv1", name + "bn1", in, width, 1, RELU),
          FoldedConv.of(name + "conv2", name + "bn2", width, width, 3, RELU).withStride(stride),
          FoldedConv.of(
              name + "conv3", name + "bn3", width, EXPANSION * width, 1, FoldedConv.LINEAR));
    }

    ScriptModule module(Weights weights) {
      return new ScriptModule("Bottleneck")
          .with("conv1", conv1.module(weights))
          .with("conv2", conv2.module(weights))
          .with("conv3", conv3.module(weights));
    }
  }

  static RetinaFaceBody body() {
    FoldedConv stem = FoldedConv.of("body.conv1", "body.bn1", 3, STEM, 7, RELU).withStride(2);
    List<Block> blocks = new ArrayList<>();
    List<FoldedConv> downsamples = new ArrayList<>();
    int in = STEM;
    for (int layer = 0; layer < LENGTHS.length; layer++) {
      int width = STEM << layer;
      int stride = layer == 0 ? 1 : 2;
      String name = "body.layer" + (layer + 1) + ".";
      downsamples.add(
          FoldedConv.of(
                  name + "0.downsample.0",
                  name + "0.downsample.1",
                  in,
                  EXPANSION * width,
                  1,
                  FoldedConv.LINEAR)
              .withStride(stride));
      for (int i = 0; i < LENGTHS[layer]; i++) {
        blocks.add(Block.of(name + i + ".", in, width, i == 0 ? stride : 1));
        in = EXPANSION * width;
      }
    }
    List<FoldedConv> convs = new ArrayList<>(downsamples);
    convs.add(stem);
    blocks.forEach(block -> convs.addAll(List.of(block.conv1, block.conv2, block.conv3)));
    return new RetinaFaceBody(
        Architecture.RETINAFACE_RESNET50,
        "RetinaFace on ResNet-50",
        convs,
        List.of(512, 1024, 2048),
        256,
        Map.of(
            "block", NetworkText.range(0, blocks.size() - 1, 1),
            "layer", NetworkText.range(0, downsamples.size() - 1, 1)),
        "retinaface_resnet50.py",
        weights -> module(stem, blocks, downsamples, weights));
  }

  private static ScriptModule module(
      FoldedConv stem, List<Block> blocks, List<FoldedConv> downsamples, Weights weights) {
    ScriptModule blockList = new ScriptModule("Blocks");
    for (int i = 0; i < blocks.size(); i++) {
      blockList.with(Integer.toString(i), blocks.get(i).module(weights));
    }
    ScriptModule downsampleList = new ScriptModule("Downsamples");
    for (int i = 0; i < downsamples.size(); i++) {
      downsampleList.with(Integer.toString(i), downsamples.get(i).module(weights));
    }
    return new ScriptModule("Body")
        .with("conv1", stem.module(weights))
        .with("blocks", blockList)
        .with("downsamples", downsampleList);
  }
}
