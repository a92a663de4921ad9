package io.gpen.train;

import io.gpen.torchscript.Precision;
import io.gpen.torchscript.TrainingArchive;

/**
 * What all trainings have. Source: train_simple.py of the reference.
 *
 * @param seed what all random numbers follow from
 * @param rate Adam's learning rate
 * @param r1 the weight of the squared gradient of the discriminator's scores by real pictures
 * @param r1Every the steps from one to the next
 * @param path the weight of the path length regulariser, 0 for none
 * @param pathEvery the steps from one to the next
 * @param pathShrink by how much its batch is smaller
 * @param averageDecay what stays of the averaged generator at each step
 * @param averageRamp at first its half-life is this share of the steps done, until it is that of
 *     {@code averageDecay}; 0 for that from the beginning (ema_rampup of StyleGAN2-ADA)
 * @param colour whether brightness, saturation and contrast of what the discriminator sees change
 * @param shift whether it is moved
 * @param cutout whether a square of it is hidden
 * @param precision of the convolutions; weights stay in fp32
 */
public record CommonSettings(
    long seed,
    double rate,
    double r1,
    int r1Every,
    double path,
    int pathEvery,
    int pathShrink,
    double averageDecay,
    double averageRamp,
    boolean colour,
    boolean shift,
    boolean cutout,
    Precision precision) {

  /** The reference's, which has no augmentation. */
  public static final CommonSettings DEFAULT =
      new CommonSettings(
          1,
          0.002,
          10,
          16,
          2,
          4,
          2,
          Math.pow(0.5, 32 / 10_000.0),
          0,
          false,
          false,
          false,
          Precision.FP32);

  /** Of Adam's second moment, if there were no regularisers. */
  private static final double BETA2 = 0.99;

  /** {@return the same, with convolutions in another precision} */
  public CommonSettings in(Precision other) {
    return new CommonSettings(
        seed,
        rate,
        r1,
        r1Every,
        path,
        pathEvery,
        pathShrink,
        averageDecay,
        averageRamp,
        colour,
        shift,
        cutout,
        other);
  }

  /** {@return what the archive is written with} */
  TrainingArchive.Options options() {
    return new TrainingArchive.Options(
        betas(generatorShare()), betas(discriminatorShare()), colour, shift, cutout, precision);
  }

  private static TrainingArchive.Betas betas(double share) {
    return new TrainingArchive.Betas(0, Math.pow(BETA2, share));
  }

  /**
   * {@return what stays of the averaged generator}
   *
   * @param steps how many there have been, this one included
   */
  double averageDecay(long steps) {
    return averageRamp > 0
        ? Math.min(averageDecay, Math.pow(0.5, 1 / (averageRamp * steps)))
        : averageDecay;
  }

  /** {@return the share of the losses in the updates, the rest being those of the regulariser} */
  double generatorShare() {
    return share(path, pathEvery);
  }

  double discriminatorShare() {
    return share(r1, r1Every);
  }

  private static double share(double weight, int every) {
    return weight > 0 ? every / (every + 1.0) : 1;
  }
}
