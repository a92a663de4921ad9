package io.gpen.torchscript;

import java.util.Map;

/**
 * A 3x3 convolution with a bias, and a leaky ReLU.
 *
 * @param name the convolution's name in the checkpoint
 * @param in input channels
 * @param out output channels
 * @param stride of the convolution
 * @param slope of the leaky ReLU; {@link #LINEAR} for none
 * @param gain what the output is multiplied by
 */
record PlainConv(String name, int in, int out, int stride, double slope, double gain)
    implements ConvLayer {

  private static final int SIDE = 3;

  static PlainConv of(String name, int in, int out, double slope) {
    return new PlainConv(name, in, out, 1, slope, 1);
  }

  PlainConv withStride(int stride) {
    return new PlainConv(name, in, out, stride, slope, gain);
  }

  PlainConv withGain(double gain) {
    return new PlainConv(name, in, out, stride, slope, gain);
  }

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public int groups() {
    return 1;
  }

  @Override
  public void addTensors(Map<String, long[]> tensors) {
    tensors.put(name + ".weight", new long[] {out, in, SIDE, SIDE});
    tensors.put(name + ".bias", new long[] {out});
  }

  @Override
  public float[] weight(Weights weights) {
    return Folding.scale(weights.values(name + ".weight"), gain);
  }

  @Override
  public float[] bias(Weights weights) {
    return Folding.scale(weights.values(name + ".bias"), gain);
  }
}
