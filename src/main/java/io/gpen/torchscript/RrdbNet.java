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
 * Builds RRDBNet, which enlarges images, for 1, 2 and 4 times. The scaling of the residual branches
 * is folded into their last convolutions, and so is the doubling of the pixels in front of some.
 * Source: sr_model/rrdbnet_arch.py of the reference.
 */
final class RrdbNet implements Recognition.Network {

  /** Every block is three dense blocks of five convolutions. */
  private static final int DENSE = 3;

  private static final int CONVS = 5;

  private static final double SLOPE = 0.2;

  /** Share of a dense block's last convolution in its output. */
  private static final double RESIDUAL = 0.2;

  private static final String STEM = "conv_first.weight";

  private final Architecture architecture;
  private final int features;
  private final PlainConv stem;
  private final List<PlainConv> body = new ArrayList<>();
  private final PlainConv end;
  private final PlainConv up1;
  private final PlainConv up2;
  private final PlainConv fine;
  private final PlainConv last;
  private final Map<String, long[]> tensors = new LinkedHashMap<>();
  private final Weights weights;

  private RrdbNet(StateDict weights) {
    int in = length(weights, STEM, 1);
    this.architecture = architecture(in);
    this.features = length(weights, STEM, 0);
    int growth = length(weights, "body.0.rdb1.conv1.weight", 0);
    this.stem = conv("conv_first", in, features, ConvLayer.LINEAR);
    int blocks = Recognition.numbered(weights, "body");
    for (int dense = 0; dense < blocks * DENSE; dense++) {
      String name = "body." + dense / DENSE + ".rdb" + (dense % DENSE + 1) + ".conv";
      for (int i = 0; i < CONVS - 1; i++) {
        body.add(conv(name + (i + 1), features + i * growth, growth, SLOPE));
      }
      body.add(
          conv(name + CONVS, features + (CONVS - 1) * growth, features, ConvLayer.LINEAR)
              .withGain(RESIDUAL));
    }
    this.end = conv("conv_body", features, features, ConvLayer.LINEAR);
    this.up1 = conv("conv_up1", features, features, SLOPE);
    this.up2 = conv("conv_up2", features, features, SLOPE);
    this.fine = conv("conv_hr", features, features, SLOPE);
    this.last = conv("conv_last", features, 3, ConvLayer.LINEAR);
    stem.addTensors(tensors);
    body.forEach(conv -> conv.addTensors(tensors));
    List.of(end, up1, up2, fine, last).forEach(conv -> conv.addTensors(tensors));
    this.weights = Weights.check(weights, "an RRDBNet", tensors, name -> false);
  }

  /** {@return whether these are weights of an RRDBNet, perhaps incomplete ones} */
  static boolean recognises(StateDict weights) {
    return weights.names().contains(STEM) || weights.names().contains("body.0.rdb1.conv1.weight");
  }

  static RrdbNet of(StateDict weights) {
    return new RrdbNet(weights);
  }

  private static PlainConv conv(String name, int in, int out, double slope) {
    return PlainConv.of(name, in, out, slope);
  }

  private static int length(StateDict weights, String name, int axis) {
    TensorSource tensor = weights.tensors().get(name);
    if (tensor == null || tensor.shape().length != 4) {
      throw new CheckpointException(
          Wording.format(
              "the weights look like an RRDBNet, but %s is missing or misshapen; the"
                  + " file may be truncated: download it again",
              name));
    }
    return Math.toIntExact(tensor.shape()[axis]);
  }

  /** What enlarges less than 4 times first folds pixels into channels. */
  private static Architecture architecture(int channels) {
    return switch (channels) {
      case 3 -> Architecture.RRDBNET_X4;
      case 12 -> Architecture.RRDBNET_X2;
      case 48 -> Architecture.RRDBNET_X1;
      default ->
          throw new CheckpointException(
              Wording.format(
                  "the weights look like an RRDBNet with %d input channels; 3 (four"
                      + " times), 12 (twice) and 48 (once) are supported",
                  channels));
    };
  }

  @Override
  public NetworkDefinition definition(Variant variant) {
    Recognition.requireInference(variant, "an upscaling network (RRDBNet)");
    return new NetworkDefinition(
        new NetworkDescription(
            architecture,
            0,
            Recognition.count(tensors, name -> true),
            variant,
            Converter.TEXT_VERSION),
        root(variant.precision()),
        NetworkText.of(
            Map.of("block", NetworkText.range(0, body.size() / (DENSE * CONVS) - 1, 1)),
            ConvLayer.ACTIVATED,
            ConvLayer.CONV,
            "rrdbnet.py"));
  }

  private ScriptModule root(Precision precision) {
    ScriptModule blocks = new ScriptModule("Blocks");
    for (int at = 0; at < body.size(); at += DENSE * CONVS) {
      blocks.with(Integer.toString(at / (DENSE * CONVS)), block(at, precision));
    }
    return new ScriptModule("Network")
        .with("fold", fold())
        .with("stem", stem.module(weights, precision))
        .with("body", blocks)
        .with("end", end.module(weights, precision))
        .with("up1", up1.doublingModule(weights, precision))
        .with("up2", up2.doublingModule(weights, precision))
        .with("fine", fine.module(weights, precision))
        .with("last", last.module(weights));
  }

  /** The side in pixels of the squares that become channels. */
  private long fold() {
    return switch (architecture) {
      case RRDBNET_X1 -> 4;
      case RRDBNET_X2 -> 2;
      default -> 1;
    };
  }

  private ScriptModule block(int from, Precision precision) {
    ScriptModule block = new ScriptModule("Block");
    for (int dense = 0; dense < DENSE; dense++) {
      ScriptModule module = new ScriptModule("Dense");
      for (int i = 0; i < CONVS; i++) {
        PlainConv conv = body.get(from + dense * CONVS + i);
        module.with("conv" + (i + 1), conv.module(weights, precision));
      }
      block.with("dense" + (dense + 1), module);
    }
    return block;
  }
}
