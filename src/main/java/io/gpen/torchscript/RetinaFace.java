package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds RetinaFace detectors: feature pyramid, context modules and heads around a backbone. Batch
 * norms are folded into the convolutions, the three heads of a level into one. Source:
 * face_detect/facemodels/retinaface.py and net.py of the reference.
 */
final class RetinaFace implements Recognition.Network {

  /** The heads of a level in the order in which the text takes them apart: name, channels. */
  private static final Map<String, Integer> HEADS = heads();

  private static final int LEVELS = 3;

  private final RetinaFaceBody body;
  private final Weights weights;
  private final Map<String, long[]> tensors;
  private final double slope;

  private RetinaFace(RetinaFaceBody body, StateDict weights) {
    this.body = body;
    this.slope = body.width() <= 64 ? MobileNetBody.SLOPE : 0;
    this.tensors = tensors();
    this.weights = Weights.check(weights, body.name(), tensors, FoldedConv::isCounter);
  }

  /** {@return whether these are weights of a RetinaFace detector, perhaps incomplete ones} */
  static boolean recognises(StateDict weights) {
    return weights.names().contains("fpn.output1.0.weight")
        || weights.names().contains("BboxHead.0.conv1x1.weight");
  }

  static RetinaFace of(StateDict weights) {
    if (weights.names().stream().anyMatch(name -> name.startsWith("body.layer1."))) {
      return new RetinaFace(ResNet50Body.body(), weights);
    }
    if (weights.names().stream().anyMatch(name -> name.startsWith("body.stage1."))) {
      return new RetinaFace(MobileNetBody.body(), weights);
    }
    throw new CheckpointException(
        "the weights look like a RetinaFace detector, but neither on MobileNet (body.stage1...) nor"
            + " on ResNet-50 (body.layer1...); only these are supported");
  }

  @Override
  public NetworkDefinition definition(Variant variant) {
    Recognition.requireOnly(Form.INFERENCE, variant, "a face detector (RetinaFace)");
    long parameters = Recognition.count(tensors, name -> !name.contains(".running_"));
    return new NetworkDefinition(
        new NetworkDescription(body.architecture(), 0, parameters, variant, Converter.TEXT_VERSION),
        root(),
        NetworkText.of(
            body.ranges(), ConvLayer.ACTIVATED, ConvLayer.CONV, "retinaface.py", body.resource()));
  }

  private static Map<String, Integer> heads() {
    Map<String, Integer> heads = new LinkedHashMap<>();
    heads.put("ClassHead", 4);
    heads.put("BboxHead", 8);
    heads.put("LandmarkHead", 20);
    return heads;
  }

  private Map<String, long[]> tensors() {
    Map<String, long[]> all = new LinkedHashMap<>();
    body.convs().forEach(conv -> conv.addTensors(all));
    pyramid().values().forEach(conv -> conv.addTensors(all));
    for (int level = 1; level <= LEVELS; level++) {
      context(level).values().forEach(conv -> conv.addTensors(all));
    }
    for (int level = 0; level < LEVELS; level++) {
      String suffix = "." + level + ".conv1x1.";
      HEADS.forEach(
          (name, channels) -> {
            all.put(name + suffix + "weight", new long[] {channels, body.width(), 1, 1});
            all.put(name + suffix + "bias", new long[] {channels});
          });
    }
    return all;
  }

  private ScriptModule root() {
    ScriptModule network =
        new ScriptModule("Network")
            .with("body", body.module().apply(weights))
            .with("fpn", all("Fpn", pyramid()));
    for (int level = 1; level <= LEVELS; level++) {
      network.with("ssh" + level, all("Ssh", context(level)));
      network.with("head" + level, head(level - 1));
    }
    return network;
  }

  private ScriptModule all(String type, Map<String, FoldedConv> convs) {
    ScriptModule module = new ScriptModule(type);
    convs.forEach((name, conv) -> module.with(name, conv.module(weights)));
    return module;
  }

  private Map<String, FoldedConv> pyramid() {
    Map<String, FoldedConv> convs = new LinkedHashMap<>();
    for (int level = 0; level < LEVELS; level++) {
      String name = "output" + (level + 1);
      put(convs, "fpn.", name, body.features().get(level), body.width(), 1, slope);
    }
    put(convs, "fpn.", "merge1", body.width(), body.width(), 3, slope);
    put(convs, "fpn.", "merge2", body.width(), body.width(), 3, slope);
    return convs;
  }

  private Map<String, FoldedConv> context(int level) {
    Map<String, FoldedConv> convs = new LinkedHashMap<>();
    String prefix = "ssh" + level + ".";
    int width = body.width();
    int quarter = width / 4;
    put(convs, prefix, "conv3X3", width, width / 2, 3, FoldedConv.LINEAR);
    put(convs, prefix, "conv5X5_1", width, quarter, 3, slope);
    put(convs, prefix, "conv5X5_2", quarter, quarter, 3, FoldedConv.LINEAR);
    put(convs, prefix, "conv7X7_2", quarter, quarter, 3, slope);
    put(convs, prefix, "conv7x7_3", quarter, quarter, 3, FoldedConv.LINEAR);
    return convs;
  }

  private static void put(
      Map<String, FoldedConv> convs,
      String prefix,
      String name,
      int in,
      int out,
      int side,
      double slope) {
    String full = prefix + name;
    convs.put(name, FoldedConv.of(full + ".0", full + ".1", in, out, side, slope));
  }

  private ScriptModule head(int level) {
    int channels = HEADS.values().stream().mapToInt(Integer::intValue).sum();
    return new ScriptModule("Head")
        .with(
            "weight",
            ModuleTensor.kernel(() -> joined(level, "weight"), channels, body.width(), 1, 1))
        .with("bias", ModuleTensor.buffer(() -> joined(level, "bias"), channels));
  }

  private float[] joined(int level, String kind) {
    List<float[]> parts = new ArrayList<>();
    HEADS
        .keySet()
        .forEach(name -> parts.add(weights.values(name + "." + level + ".conv1x1." + kind)));
    return Folding.join(parts);
  }
}
