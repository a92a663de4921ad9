package io.gpen.train;

import io.gpen.torchscript.TrainingArchive;

/**
 * How GPEN is trained. Source: train_simple.py of the reference.
 *
 * @param common what all trainings have
 * @param losses the weights of the losses; those of networks that are not there do not count
 * @param detail by how much eyes and mouth count more than the rest in the smooth L1 losses; 0 for
 *     no difference
 * @param decoderRate what the learning rate of the decoder is multiplied by
 */
public record GpenSettings(
    CommonSettings common, TrainingArchive.Losses losses, double detail, double decoderRate) {

  /** The reference's. */
  public static final GpenSettings DEFAULT =
      new GpenSettings(
          CommonSettings.DEFAULT, new TrainingArchive.Losses(1, 0, 1, 0, 0, 0, 1), 0, 1);
}
