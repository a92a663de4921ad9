package io.gpen.benchmark;

/**
 * What the machine can do: one large 3x3 convolution, which is nearly all that the generator is
 * made of.
 *
 * @param precision the numbers it computes in
 * @param timing one convolution a sample
 * @param work the operations of one convolution
 */
public record Ceiling(Precision precision, Timing timing, double work) {

  /** {@return floating-point operations per second, in the median} */
  public double flopsPerSecond() {
    return work / timing.seconds().median();
  }
}
