package io.gpen.torchscript;

import java.util.Map;

/**
 * A convolution, its batch norm, and a leaky ReLU: one {@code Conv} of the text. A bias that the
 * convolution has itself is listed by the network.
 *
 * @param conv the convolution's name in the checkpoint
 * @param norm the batch norm's name in the checkpoint
 * @param in input channels
 * @param out output channels
 * @param side of the kernel; the padding is half of it
 * @param stride of the convolution
 * @param groups 1, or the number of channels if each is by itself
 * @param slope of the leaky ReLU; 0 for a plain one, {@link #LINEAR} for none
 */
record FoldedConv(
    String conv, String norm, int in, int out, int side, int stride, int groups, double slope)
    implements ConvLayer {

  /** What PyTorch adds to variances unless told otherwise. */
  private static final double EPSILON = 1e-5;

  /** A statistic of training that inference does not use. */
  private static final String COUNTER = ".num_batches_tracked";

  static FoldedConv of(String conv, String norm, int in, int out, int side, double slope) {
    return new FoldedConv(conv, norm, in, out, side, 1, 1, slope);
  }

  /** {@return whether a tensor belongs to a batch norm but is not needed} */
  static boolean isCounter(String tensor) {
    return tensor.endsWith(COUNTER);
  }

  FoldedConv withStride(int stride) {
    return new FoldedConv(conv, norm, in, out, side, stride, groups, slope);
  }

  @Override
  public void addTensors(Map<String, long[]> tensors) {
    tensors.put(conv + ".weight", new long[] {out, in / groups, side, side});
    for (String statistic : new String[] {"weight", "bias", "running_mean", "running_var"}) {
      tensors.put(norm + "." + statistic, new long[] {out});
    }
  }

  @Override
  public float[] weight(Weights weights) {
    double[] gains = gains(weights);
    float[] folded = weights.values(conv + ".weight").clone();
    int length = folded.length / out;
    for (int i = 0; i < folded.length; i++) {
      folded[i] = (float) (folded[i] * gains[i / length]);
    }
    return folded;
  }

  @Override
  public float[] bias(Weights weights) {
    double[] gains = gains(weights);
    float[] beta = weights.values(norm + ".bias");
    float[] mean = weights.values(norm + ".running_mean");
    String own = conv + ".bias";
    float[] before = weights.tensors().names().contains(own) ? weights.values(own) : new float[out];
    float[] folded = new float[out];
    for (int c = 0; c < out; c++) {
      folded[c] = (float) (beta[c] + (before[c] - mean[c]) * gains[c]);
    }
    return folded;
  }

  private double[] gains(Weights weights) {
    float[] gamma = weights.values(norm + ".weight");
    float[] variance = weights.values(norm + ".running_var");
    double[] gains = new double[out];
    for (int c = 0; c < out; c++) {
      gains[c] = gamma[c] / Math.sqrt(variance[c] + EPSILON);
    }
    return gains;
  }
}
