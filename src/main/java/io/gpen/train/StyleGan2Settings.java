package io.gpen.train;

/**
 * How StyleGAN2 is trained. Source: train.py of rosinality/stylegan2-pytorch, which the reference
 * took over.
 *
 * @param common what all trainings have
 * @param mixing the probability that the layers of a picture have two latents
 */
public record StyleGan2Settings(CommonSettings common, double mixing) {

  /** The reference's. */
  public static final StyleGan2Settings DEFAULT =
      new StyleGan2Settings(CommonSettings.DEFAULT, 0.9);
}
