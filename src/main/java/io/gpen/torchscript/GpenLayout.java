package io.gpen.torchscript;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The sizes of a GPEN generator, found in the names and shapes of its checkpoint. Source:
 * FullGenerator in face_model/gpen_model.py of the reference.
 *
 * @param channels the channels at each resolution, from the full size down to 4 pixels
 * @param styleWidth the width of the latent
 * @param styleDepth the number of layers of the style network
 */
public record GpenLayout(List<Integer> channels, int styleWidth, int styleDepth) {

  /** What the names of the decoder begin with; those of a StyleGAN2 alone do not. */
  public static final String DECODER = "generator.";

  private static final int SMALLEST = 4;
  private static final int MIN_LEVELS = 4;
  private static final int MIN_STYLEGAN2_LEVELS = 3;
  private static final int MAX_LEVELS = 9;

  /** Of the published networks. */
  private static final int STYLE_WIDTH = 512;

  private static final int STYLE_DEPTH = 8;

  /** Networks up to this size are published with multiplier 1, narrow 0.5; others with 2 and 1. */
  private static final int SMALL = 256;

  /** {@return whether these are weights of a GPEN generator, perhaps incomplete ones} */
  static boolean recognises(StateDict weights) {
    return weights.names().contains("ecd0.0.0.weight")
        || weights.names().contains("generator.conv1.conv.weight");
  }

  /**
   * {@return the sizes that the names and shapes imply}
   *
   * @param weights a checkpoint of a GPEN generator
   * @throws CheckpointException if they do not tell them
   */
  public static GpenLayout of(StateDict weights) {
    if (weights.names().stream().noneMatch(name -> name.startsWith("ecd"))) {
      throw new CheckpointException(
          "not a GPEN generator: it has no encoder (no ecd0...); a plain StyleGAN2 generator cannot"
              + " restore faces");
    }
    return sizes(weights, "final_linear.0.weight", MIN_LEVELS, "GPEN");
  }

  /**
   * {@return the sizes of a StyleGAN2 generator as GPEN has it inside, whose noise is concatenated}
   *
   * @param weights its checkpoint, names without {@code generator.}
   * @throws CheckpointException if names and shapes do not tell them
   */
  public static GpenLayout ofStyleGan2(StateDict weights) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    weights.tensors().forEach((name, tensor) -> tensors.put(DECODER + name, tensor));
    return sizes(
        new StateDict(tensors), DECODER + "style.1.weight", MIN_STYLEGAN2_LEVELS, "StyleGAN2");
  }

  private static GpenLayout sizes(StateDict weights, String style, int minLevels, String network) {
    int levels = 0;
    while (weights.names().contains("generator.to_rgbs." + levels + ".bias")
        || weights.names().contains("ecd" + (levels + 1) + ".0.1.weight")) {
      levels++;
    }
    if (levels == 0) {
      throw new CheckpointException(
          "not a " + network + " generator: it has no layers (generator.to_rgbs...)");
    }
    if (levels < minLevels || levels > MAX_LEVELS) {
      throw new CheckpointException(
          Wording.format(
              "a %s generator for %d pixels is not supported: %d to %d are",
              network, SMALLEST << levels, SMALLEST << minLevels, SMALLEST << MAX_LEVELS));
    }
    List<Integer> channels = new ArrayList<>();
    for (int level = 0; level <= levels; level++) {
      channels.add(channelsAt(weights, level, levels));
    }
    int depth = 0;
    while (weights.names().contains("generator.style." + (depth + 1) + ".weight")) {
      depth++;
    }
    return new GpenLayout(List.copyOf(channels), length(weights, style, 0), depth);
  }

  /**
   * {@return the sizes of the published networks, which have fewer channels up to 256 pixels}
   *
   * @param size the side of the pictures in pixels, a power of two from 64 to 2048
   * @throws IllegalArgumentException if it is another number
   */
  public static GpenLayout published(int size) {
    if (size < SMALLEST << MIN_LEVELS
        || size > SMALLEST << MAX_LEVELS
        || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("not a size of GPEN (64, 128, ..., 2048): " + size);
    }
    return of(size, OptionalInt.empty(), OptionalDouble.empty());
  }

  /**
   * {@return the sizes of a network as the reference's constructor makes them, with the style
   * network of the published ones}
   *
   * @param size the side of the pictures in pixels, a power of two from 32 to 2048
   * @param multiplier {@code channel_multiplier}; empty for the published one, which is 1 up to 256
   *     pixels and 2 above
   * @param narrow the factor of all channels; empty for the published one, which is 0.5 up to 256
   *     pixels and 1 above
   */
  public static GpenLayout of(int size, OptionalInt multiplier, OptionalDouble narrow) {
    boolean small = size <= SMALL;
    return of(
        size,
        multiplier.orElse(small ? 1 : 2),
        narrow.orElse(small ? 0.5 : 1),
        STYLE_WIDTH,
        STYLE_DEPTH);
  }

  /**
   * {@return the sizes of a network as the reference's constructor makes them}
   *
   * @param size the side of the pictures in pixels, a power of two from 32 to 2048
   * @param multiplier {@code channel_multiplier}: 1 or 2 times the channels above 32 pixels
   * @param narrow the factor of all channels, above 0 and at most 1
   * @param styleWidth the width of the latent
   * @param styleDepth the number of layers of the style network
   */
  public static GpenLayout of(
      int size, int multiplier, double narrow, int styleWidth, int styleDepth) {
    List<Integer> channels = new ArrayList<>();
    for (int side = size; side >= SMALLEST; side /= 2) {
      // The reference's table: 512 up to 32 pixels, then 256, 128, ... times the multiplier.
      int wide = side <= 32 ? STYLE_WIDTH : multiplier * 256 * 64 / side;
      channels.add((int) (wide * narrow));
    }
    return new GpenLayout(List.copyOf(channels), styleWidth, styleDepth);
  }

  /** Encoder and decoder have the same channels; whichever is there tells them. */
  private static int channelsAt(StateDict weights, int level, int levels) {
    String encoder = level == 0 ? "ecd0.0.0.weight" : "ecd" + level + ".0.1.weight";
    if (weights.names().contains(encoder)) {
      return length(weights, encoder, 0);
    }
    int up = 2 * (levels - level - 1);
    String decoder =
        level == levels ? "generator.conv1.conv.weight" : "generator.convs." + up + ".conv.weight";
    return length(weights, decoder, 1);
  }

  private static int length(StateDict weights, String name, int axis) {
    TensorSource tensor = weights.tensors().get(name);
    if (tensor == null || tensor.shape().length <= axis) {
      throw new CheckpointException(
          Wording.format(
              "the weights look like a GPEN generator, but %s is missing or misshapen;"
                  + " the file may be truncated: download it again",
              name));
    }
    return Math.toIntExact(tensor.shape()[axis]);
  }

  /** {@return the number of doublings between 4 pixels and the full size} */
  public int levels() {
    return channels.size() - 1;
  }

  /** {@return the side of the pictures in pixels} */
  public int size() {
    return SMALLEST << levels();
  }

  /**
   * {@return the channels of the decoder's level}
   *
   * @param level from 0, which has 8 pixels
   */
  public int decoderChannels(int level) {
    return channels.get(levels() - 1 - level);
  }

  /** {@return the channels at 4 pixels} */
  public int smallestChannels() {
    return channels.get(levels());
  }

  /** {@return the name and shape of every tensor} */
  public Map<String, long[]> tensors() {
    Map<String, long[]> tensors = new LinkedHashMap<>();
    for (int layer = 1; layer <= styleDepth; layer++) {
      linear(tensors, "generator.style." + layer, styleWidth, styleWidth);
    }
    int smallest = smallestChannels();
    tensors.put("generator.input.input", new long[] {1, smallest, SMALLEST, SMALLEST});
    styled(tensors, "generator.conv1", smallest, smallest);
    toRgb(tensors, "generator.to_rgb1", smallest);
    int in = 2 * smallest;
    for (int level = 0; level < levels(); level++) {
      int out = decoderChannels(level);
      String up = "generator.convs." + 2 * level;
      styled(tensors, up, in, out);
      tensors.put(up + ".conv.blur.kernel", new long[] {4, 4});
      styled(tensors, "generator.convs." + (2 * level + 1), 2 * out, out);
      toRgb(tensors, "generator.to_rgbs." + level, out);
      tensors.put("generator.to_rgbs." + level + ".upsample.kernel", new long[] {4, 4});
      in = 2 * out;
    }
    encoder(tensors);
    return tensors;
  }

  /** {@return the name and shape of every tensor of the discriminator that belongs to it} */
  public Map<String, long[]> discriminatorTensors() {
    return Discriminator.tensors(channels, smallestChannels());
  }

  /** {@return the name and shape of every tensor of the decoder alone, as {@link #ofStyleGan2}} */
  public Map<String, long[]> styleGan2Tensors() {
    Map<String, long[]> tensors = new LinkedHashMap<>();
    tensors()
        .forEach(
            (name, shape) -> {
              if (name.startsWith(DECODER)) {
                tensors.put(name.substring(DECODER.length()), shape);
              }
            });
    return tensors;
  }

  private void encoder(Map<String, long[]> tensors) {
    tensors.put("ecd0.0.0.weight", new long[] {channels.get(0), 3, 1, 1});
    tensors.put("ecd0.0.1.bias", new long[] {channels.get(0)});
    for (int level = 1; level <= levels(); level++) {
      String name = "ecd" + level + ".0.";
      tensors.put(name + "0.kernel", new long[] {4, 4});
      tensors.put(
          name + "1.weight", new long[] {channels.get(level), channels.get(level - 1), 3, 3});
      tensors.put(name + "2.bias", new long[] {channels.get(level)});
    }
    linear(tensors, "final_linear.0", styleWidth, smallestChannels() * SMALLEST * SMALLEST);
  }

  private void styled(Map<String, long[]> tensors, String name, int in, int out) {
    tensors.put(name + ".conv.weight", new long[] {1, out, in, 3, 3});
    linear(tensors, name + ".conv.modulation", in, styleWidth);
    tensors.put(name + ".noise.weight", new long[] {1});
    tensors.put(name + ".activate.bias", new long[] {2L * out});
  }

  private void toRgb(Map<String, long[]> tensors, String name, int channels) {
    tensors.put(name + ".bias", new long[] {1, 3, 1, 1});
    tensors.put(name + ".conv.weight", new long[] {1, 3, 2L * channels, 1, 1});
    linear(tensors, name + ".conv.modulation", 2 * channels, styleWidth);
  }

  private static void linear(Map<String, long[]> tensors, String name, int out, int in) {
    tensors.put(name + ".weight", new long[] {out, in});
    tensors.put(name + ".bias", new long[] {out});
  }
}
