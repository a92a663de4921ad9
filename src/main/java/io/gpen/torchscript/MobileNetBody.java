package io.gpen.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MobileNet V1 of a quarter of the width. Source: facemodels/net.py of the reference. */
final class MobileNetBody {

  /** The reference takes this slope wherever the pyramid is at most 64 channels wide. */
  static final double SLOPE = 0.1;

  private static final int STEM = 8;

  /** Output channels of the pairs of depthwise and pointwise convolutions of each stage. */
  private static final int[][] STAGES = {
    {16, 32, 32, 64, 64}, {128, 128, 128, 128, 128, 128}, {256, 256}
  };

  private MobileNetBody() {}

  static RetinaFaceBody body() {
    List<FoldedConv> convs = convs();
    return new RetinaFaceBody(
        Architecture.RETINAFACE_MOBILENET,
        "RetinaFace on MobileNet 0.25",
        convs,
        List.of(64, 128, 256),
        64,
        Map.of("conv", NetworkText.range(0, convs.size() - 1, 1)),
        "retinaface_mobilenet.py",
        weights -> module(convs, weights));
  }

  private static List<FoldedConv> convs() {
    List<FoldedConv> convs = new ArrayList<>();
    convs.add(FoldedConv.of("body.stage1.0.0", "body.stage1.0.1", 3, STEM, 3, SLOPE).withStride(2));
    int in = STEM;
    for (int stage = 0; stage < STAGES.length; stage++) {
      for (int i = 0; i < STAGES[stage].length; i++) {
        // The stem is the first stage's block 0.
        String block = "body.stage" + (stage + 1) + "." + (stage == 0 ? i + 1 : i) + ".";
        int out = STAGES[stage][i];
        convs.add(new FoldedConv(block + "0", block + "1", in, in, 3, stride(stage, i), in, SLOPE));
        convs.add(FoldedConv.of(block + "3", block + "4", in, out, 1, SLOPE));
        in = out;
      }
    }
    return convs;
  }

  private static int stride(int stage, int block) {
    boolean halves = stage == 0 ? block == 1 || block == 3 : block == 0;
    return halves ? 2 : 1;
  }

  private static ScriptModule module(List<FoldedConv> convs, Weights weights) {
    ScriptModule body = new ScriptModule("Body");
    for (int i = 0; i < convs.size(); i++) {
      body.with(Integer.toString(i), convs.get(i).module(weights));
    }
    return body;
  }
}
