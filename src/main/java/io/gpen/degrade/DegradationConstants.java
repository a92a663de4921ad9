package io.gpen.degrade;

/**
 * What the reference draws its degradations from: {@code GFPGAN_degradation} in
 * training/data_loader/dataset_face.py.
 */
final class DegradationConstants {

  /** The side of the blur kernel in pixels. */
  static final int KERNEL_SIZE = 41;

  static final double FLIP_SHARE = 0.5;
  static final double GREY_SHARE = 0.2;
  static final double ISOTROPIC_SHARE = 0.5;

  /** Deviations of the blur in pixels. */
  static final double MIN_BLUR_SIGMA = 0.1;

  static final double MAX_BLUR_SIGMA = 10;

  static final double MIN_DOWNSCALE = 0.8;
  static final double MAX_DOWNSCALE = 8;

  /** Deviation of the noise in levels of 0 to 255. */
  static final double MAX_NOISE_SIGMA = 20;

  static final int MIN_JPEG_QUALITY = 60;
  static final int MAX_JPEG_QUALITY = 100;

  /** The largest value of 8 bits. */
  static final double LEVELS = 255;

  private DegradationConstants() {}
}
