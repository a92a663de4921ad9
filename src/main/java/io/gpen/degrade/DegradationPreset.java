package io.gpen.degrade;

/** The ranges that the numbers of degradations are drawn from, each uniformly. */
public enum DegradationPreset {
  /** What GPEN is trained with ({@code GFPGAN_degradation} of the reference). */
  GPEN(10, 0.8, 8, 20, 60, 100),
  /** A good photograph, a little soft. */
  MILD(1.6, 1, 2, 4, 75, 96),
  /** A small or soft face that can be made out well. */
  MEDIUM(3.5, 1, 5, 10, 60, 90),
  /** A face that can hardly be made out. */
  STRONG(7, 2, 12, 20, 40, 75);

  private final Range blurSigma;
  private final Range downscale;
  private final Range noiseSigma;
  private final Range jpegQuality;

  DegradationPreset(
      double maxBlurSigma,
      double minDownscale,
      double maxDownscale,
      double maxNoiseSigma,
      int minJpegQuality,
      int maxJpegQuality) {
    this.blurSigma = new Range(0.1, maxBlurSigma);
    this.downscale = new Range(minDownscale, maxDownscale);
    this.noiseSigma = new Range(0, maxNoiseSigma);
    this.jpegQuality = new Range(minJpegQuality, maxJpegQuality);
  }

  /**
   * Where numbers are drawn from.
   *
   * @param min included
   * @param max not included
   */
  record Range(double min, double max) {

    /** {@return the number at a share of the range, 0 to 1} */
    double at(double share) {
      return min + (max - min) * share;
    }
  }

  /** {@return standard deviations of the blur in pixels} */
  Range blurSigma() {
    return blurSigma;
  }

  /** {@return how many times smaller the image becomes} */
  Range downscale() {
    return downscale;
  }

  /** {@return standard deviations of the noise in levels of 0 to 255} */
  Range noiseSigma() {
    return noiseSigma;
  }

  /** {@return JPEG qualities, to be truncated to whole numbers} */
  Range jpegQuality() {
    return jpegQuality;
  }
}
