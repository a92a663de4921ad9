package io.gpen.train;

import io.gpen.checkpoint.CheckpointException;
import io.gpen.checkpoint.StateDict;
import io.gpen.checkpoint.TensorSource;
import io.gpen.text.Wording;
import io.gpen.torchscript.GpenLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The weights that a training starts from, under the official names. Random ones are those of the
 * reference's constructors (face_model/gpen_model.py): normal weights, as the equalised learning
 * rate wants them, biases of 0, modulation biases of 1, noise weights of 0. The same seed gives the
 * same weights on every machine.
 */
public final class InitialWeights {

  private static final String DECODER = GpenLayout.DECODER;

  /** Gain of the fused activation. */
  private static final double GAIN = Math.sqrt(2);

  /** A colour and its opposite through one activation of slope 0.2: their difference, linear. */
  private static final double ONE_PAIR = 1.2;

  /** The same through two activations. */
  private static final double TWO_PAIRS = 1.04;

  /** A colour and its opposite, for three colours. */
  private static final int CARRIERS = 6;

  private static final int CHANNEL_STEP = 16;

  /** How strong everything but the identity begins. */
  private static final float QUIET = 0.05f;

  private InitialWeights() {}

  /**
   * {@return a random StyleGAN2 generator: GPEN's decoder, whose names have no prefix}
   *
   * @param layout its sizes
   * @param seed of the random numbers
   */
  public static StateDict styleGan2(GpenLayout layout, long seed) {
    Map<String, TensorSource> weights = new LinkedHashMap<>();
    layout
        .styleGan2Tensors()
        .forEach((name, shape) -> weights.put(name, initial(DECODER + name, shape, seed)));
    return new StateDict(weights);
  }

  /**
   * {@return a random discriminator}
   *
   * @param layout the sizes of the generator that it belongs to
   * @param seed of the random numbers
   */
  public static StateDict discriminator(GpenLayout layout, long seed) {
    return new StateDict(random(layout.discriminatorTensors(), seed));
  }

  /**
   * {@return a random GPEN generator}
   *
   * @param layout its sizes
   * @param seed of the random numbers
   */
  public static StateDict gpen(GpenLayout layout, long seed) {
    return new StateDict(random(layout.tensors(), seed));
  }

  /**
   * {@return a GPEN generator whose decoder is a trained StyleGAN2 and whose encoder is random: the
   * start of the cascade of section 3.2 of the paper}
   *
   * @param styleGan2 the trained generator
   * @param layout the sizes of both
   * @param seed of the random numbers
   * @throws CheckpointException if the StyleGAN2 has other sizes
   */
  public static StateDict cascade(StateDict styleGan2, GpenLayout layout, long seed) {
    Map<String, TensorSource> weights = random(layout.tensors(), seed);
    weights.replaceAll(
        (name, tensor) ->
            name.startsWith(DECODER)
                ? matching(styleGan2, name.substring(DECODER.length()), tensor.shape())
                : tensor);
    return new StateDict(weights);
  }

  private static TensorSource matching(StateDict weights, String name, long[] shape) {
    TensorSource tensor = weights.get(name);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new CheckpointException(
          Wording.format(
              "%s of the StyleGAN2 checkpoint is %s, but this GPEN needs %s:"
                  + " choose the size and the channels that the StyleGAN2 was trained with",
              name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    return tensor;
  }

  /**
   * {@return a GPEN generator that begins by giving its input back, nearly: the first encoder level
   * carries each colour and its opposite, the last styled convolution's encoder half hands them to
   * the last toRGB layer, and everything else begins at a twentieth of its strength}
   *
   * @param layout its sizes; at least six channels at the full size
   * @param seed of the random numbers
   */
  public static StateDict identity(GpenLayout layout, long seed) {
    int channels = layout.channels().get(0);
    requireCarriers(channels);
    Map<String, TensorSource> weights = random(layout.tensors(), seed);
    int last = layout.levels() - 1;
    weights.replaceAll(
        (name, tensor) -> {
          if (name.contains("to_rgb") && name.endsWith("weight")) {
            return scaled(tensor, QUIET);
          }
          return name.endsWith("noise.weight") ? TensorSource.of(new float[] {QUIET}, 1) : tensor;
        });
    weights.put("ecd0.0.0.weight", carriers(channels));
    String conv = DECODER + "convs." + (2 * last + 1);
    weights.put(conv + ".noise.weight", TensorSource.of(new float[] {1}, 1));
    String toRgb = DECODER + "to_rgbs." + last + ".conv.weight";
    float[] values = weights.get(toRgb).floats().clone();
    int inputs = 2 * channels;
    // Gain twice, and the equalised rate of a 1x1 convolution.
    double strength = Math.sqrt(inputs) / (GAIN * GAIN * TWO_PAIRS);
    for (int colour = 0; colour < 3; colour++) {
      for (int carrier = 0; carrier < CARRIERS; carrier++) {
        values[colour * inputs + channels + carrier] = (float) (strength * sign(colour, carrier));
      }
    }
    weights.put(toRgb, TensorSource.of(values, 1, 3, inputs, 1, 1));
    return new StateDict(weights);
  }

  /**
   * {@return a GPEN generator of twice the size that begins by giving what the small one gives of
   * the halved picture, enlarged} The picture is halved by the blur [1 3 3 1] and enlarged by the
   * toRGB layers' own upsampling, which uses the same blur. The inner levels are copied; the first
   * encoder level carries the colours to the second, which does what the small one's first did; the
   * last toRGB layer begins at 0.
   *
   * @param small the trained generator; its full size has at least 6 channels, and the large one
   *     half as many at its own, in a multiple of 16
   * @param seed of the random numbers of the new levels
   */
  public static StateDict grown(StateDict small, long seed) {
    GpenLayout inner = GpenLayout.of(small);
    GpenLayout layout = doubled(inner);
    Map<String, TensorSource> weights = random(layout.tensors(), seed);
    small
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(DECODER) || name.startsWith("final_linear.")) {
                weights.put(name, tensor);
              }
            });
    for (int level = 1; level <= inner.levels(); level++) {
      for (String part : List.of("0.kernel", "1.weight", "2.bias")) {
        weights.put("ecd" + (level + 1) + ".0." + part, small.get("ecd" + level + ".0." + part));
      }
    }
    int channels = layout.channels().get(0);
    weights.put("ecd0.0.0.weight", carriers(channels));
    weights.put("ecd1.0.1.weight", firstLevel(small.get("ecd0.0.0.weight"), channels));
    weights.put("ecd1.0.2.bias", small.get("ecd0.0.1.bias"));
    String toRgb = DECODER + "to_rgbs." + inner.levels() + ".conv.weight";
    weights.put(toRgb, scaled(weights.get(toRgb), 0));
    return new StateDict(weights);
  }

  /**
   * {@return a discriminator of twice the size: the inner blocks copied, the first two random}
   *
   * @param small the trained discriminator
   * @param generator the sizes of the small generator that it belongs to
   * @param seed of the random numbers of the new blocks
   */
  public static StateDict grownDiscriminator(StateDict small, GpenLayout generator, long seed) {
    Map<String, TensorSource> weights = random(doubled(generator).discriminatorTensors(), seed);
    weights.replaceAll(
        (name, tensor) -> {
          String[] parts = name.split("\\.", 3);
          if (!parts[0].equals("convs")) {
            return small.get(name);
          }
          int block = Integer.parseInt(parts[1]);
          return block < 2 ? tensor : small.get("convs." + (block - 1) + "." + parts[2]);
        });
    return new StateDict(weights);
  }

  /**
   * {@return as many channels as are wanted, in the next multiple of 16: libtorch 2.7.1 computes
   * other numbers wrongly on some processors (Zen 5)}
   *
   * @param wanted how many
   */
  public static int channels(int wanted) {
    return Math.max(1, (wanted + CHANNEL_STEP - 1) / CHANNEL_STEP) * CHANNEL_STEP;
  }

  static GpenLayout doubled(GpenLayout small) {
    List<Integer> channels = new ArrayList<>(small.channels());
    requireCarriers(channels.get(0));
    channels.add(0, channels(channels.get(0) / 2));
    return new GpenLayout(List.copyOf(channels), small.styleWidth(), small.styleDepth());
  }

  private static void requireCarriers(int channels) {
    if (channels < CARRIERS) {
      throw new IllegalArgumentException(
          Wording.format(
              "this start needs at least %d channels at the full size, not %d: choose a larger"
                  + " --narrow",
              CARRIERS, channels));
    }
  }

  /** +1 for the channel of a colour, -1 for that of its opposite, 0 for those of others. */
  private static int sign(int colour, int carrier) {
    return carrier / 2 != colour ? 0 : carrier % 2 == 0 ? 1 : -1;
  }

  /** The first encoder level, a 1x1 convolution: each colour and its opposite, nothing more. */
  private static TensorSource carriers(int channels) {
    float[] values = new float[channels * 3];
    for (int carrier = 0; carrier < CARRIERS; carrier++) {
      for (int colour = 0; colour < 3; colour++) {
        values[carrier * 3 + colour] = (float) (Math.sqrt(3) * sign(colour, carrier));
      }
    }
    return TensorSource.of(values, channels, 3, 1, 1);
  }

  /**
   * The middle of a 3x3 kernel that takes the carried colours for the picture: behind the blur it
   * sees the halved picture.
   */
  private static TensorSource firstLevel(TensorSource stem, int channels) {
    int outputs = Math.toIntExact(stem.shape()[0]);
    float[] colours = stem.floats();
    float[] values = new float[outputs * channels * 9];
    // From the rate of 3 inputs to that of 9 taps of all channels; the carriers' gain taken back.
    double scale = Math.sqrt(9.0 * channels) / Math.sqrt(3) / (GAIN * ONE_PAIR);
    for (int out = 0; out < outputs; out++) {
      for (int carrier = 0; carrier < CARRIERS; carrier++) {
        int colour = carrier / 2;
        values[(out * channels + carrier) * 9 + 4] =
            (float) (scale * sign(colour, carrier) * colours[out * 3 + colour]);
      }
    }
    return TensorSource.of(values, outputs, channels, 3, 3);
  }

  private static TensorSource scaled(TensorSource tensor, float factor) {
    float[] values = tensor.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return TensorSource.of(values, tensor.shape());
  }

  private static Map<String, TensorSource> random(Map<String, long[]> shapes, long seed) {
    Map<String, TensorSource> weights = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> weights.put(name, initial(name, shape, seed)));
    return weights;
  }

  private static TensorSource initial(String name, long[] shape, long seed) {
    int elements = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    float[] values = new float[elements];
    if (name.endsWith("kernel")) {
      // Upsampling fills with zeros, so its blur has four times the weight.
      boolean upsampling = name.startsWith(DECODER);
      float[] binomial = {1, 3, 3, 1};
      for (int i = 0; i < elements; i++) {
        values[i] = binomial[i / 4] * binomial[i % 4] / (upsampling ? 16 : 64);
      }
    } else if (name.endsWith("modulation.bias")) {
      Arrays.fill(values, 1);
    } else if (!name.endsWith("bias") && !name.endsWith("noise.weight")) {
      Random random = new Random(seed * 31 + name.hashCode());
      // The style network learns at a hundredth of the rate and is stored that much larger.
      float deviation = name.startsWith(DECODER + "style.") ? 100 : 1;
      for (int i = 0; i < elements; i++) {
        values[i] = (float) random.nextGaussian() * deviation;
      }
    }
    return TensorSource.of(values, shape);
  }
}
