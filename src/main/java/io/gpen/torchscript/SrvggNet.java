package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds SRVGGNetCompact, which enlarges images four times, with a PReLU after each convolution but
 * the last. Source: realesrgan/archs/srvgg_arch.py of Real-ESRGAN.
 */
final class SrvggNet implements Recognition.Network {

  private static final int ENLARGEMENT = 4;

  private static final int RGB = 3;

  private static final String LIST = "body";

  private final List<PlainConv> layers = new ArrayList<>();
  private final PlainConv last;
  private final Map<String, long[]> tensors = new LinkedHashMap<>();
  private final Weights weights;

  private SrvggNet(StateDict weights) {
    int features = Math.toIntExact(weights.get(name(0) + ".weight").shape()[0]);
    // Convolutions and PReLUs in turn.
    int end = Recognition.numbered(weights, LIST) - 1;
    for (int at = 0; at < end; at += 2) {
      PlainConv layer =
          PlainConv.of(name(at), at == 0 ? RGB : features, features, ConvLayer.LINEAR);
      layers.add(layer);
      layer.addTensors(tensors);
      tensors.put(slopes(layer), new long[] {features});
    }
    this.last =
        PlainConv.of(name(end), features, RGB * ENLARGEMENT * ENLARGEMENT, ConvLayer.LINEAR);
    last.addTensors(tensors);
    refuseOtherEnlargement(weights, last);
    this.weights = Weights.check(weights, "an SRVGGNetCompact", tensors, name -> false);
  }

  private static void refuseOtherEnlargement(StateDict weights, PlainConv last) {
    TensorSource bias = weights.tensors().get(last.name() + ".bias");
    long out = bias == null ? last.out() : bias.elements();
    double enlargement = Math.sqrt(out / (double) RGB);
    if (out != last.out() && enlargement == Math.rint(enlargement)) {
      throw new CheckpointException(
          Wording.format(
              "the weights look like an SRVGGNetCompact that enlarges %.0f times; those that"
                  + " enlarge %d times are supported",
              enlargement, ENLARGEMENT));
    }
  }

  /** {@return whether these are weights of an SRVGGNetCompact, perhaps incomplete ones} */
  static boolean recognises(StateDict weights) {
    TensorSource first = weights.tensors().get(name(0) + ".weight");
    TensorSource slopes = weights.tensors().get(name(1) + ".weight");
    return first != null
        && first.shape().length == 4
        && first.shape()[1] == RGB
        && slopes != null
        && slopes.shape().length == 1;
  }

  static SrvggNet of(StateDict weights) {
    return new SrvggNet(weights);
  }

  private static String name(int at) {
    return LIST + "." + at;
  }

  /** The PReLU behind a convolution has the next number. */
  private static String slopes(PlainConv layer) {
    int at = Integer.parseInt(layer.name().substring(LIST.length() + 1));
    return name(at + 1) + ".weight";
  }

  @Override
  public NetworkDefinition definition(Variant variant) {
    Recognition.requireInference(variant, "an upscaling network (SRVGGNetCompact)");
    return new NetworkDefinition(
        new NetworkDescription(
            Architecture.SRVGGNET_X4,
            0,
            Recognition.count(tensors, name -> true),
            variant,
            Converter.TEXT_VERSION),
        root(variant.precision()),
        NetworkText.of(
            Map.of("layer", NetworkText.range(0, layers.size() - 1, 1)),
            ConvLayer.ACTIVATED,
            ConvLayer.CONV,
            "srvggnet.py"));
  }

  private ScriptModule root(Precision precision) {
    ScriptModule body = new ScriptModule("Layers");
    for (int i = 0; i < layers.size(); i++) {
      body.with(Integer.toString(i), layer(layers.get(i), precision));
    }
    return new ScriptModule("Network")
        .with("enlargement", ENLARGEMENT)
        .with("body", body)
        .with("last", last.module(weights, precision));
  }

  private ScriptModule layer(PlainConv conv, Precision precision) {
    return new ScriptModule("Layer")
        .with(
            "weight",
            ModuleTensor.kernel(() -> conv.weight(weights), conv.out(), conv.in(), 3, 3)
                .in(precision.dtype()))
        .with(
            "bias", ModuleTensor.buffer(() -> conv.bias(weights), conv.out()).in(precision.dtype()))
        .with(
            "slopes",
            ModuleTensor.buffer(() -> weights.values(slopes(conv)), conv.out())
                .in(precision.dtype()));
  }
}
