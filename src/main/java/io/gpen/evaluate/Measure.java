package io.gpen.evaluate;

import io.gpen.text.Wording;

/** What is measured of a picture, most of it against a reference. */
public enum Measure {
  /** Peak signal-to-noise ratio of the three colours in decibels. */
  PSNR("PSNR", "psnr", true, 2),
  /** The same of the luma. */
  PSNR_Y("PSNR-Y", "psnrY", true, 2),
  /** Structural similarity, mean of the three colours. */
  SSIM("SSIM", "ssim", true, 4),
  /** The same of the luma. */
  SSIM_Y("SSIM-Y", "ssimY", true, 4),
  /**
   * Distance of the features of SqueezeNet, as LPIPS takes it. Not published LPIPS: that is of
   * networks with other weights.
   */
  LPIPS_LIKE("LPIPS-like", "lpipsLikeSqueezeNet", false, 4),
  /** Cosine of the embeddings of the faces, mean of the faces of a picture. */
  IDENTITY("identity", "identity", true, 4),
  /** Distance of the landmarks in distances of the eyes, mean of the faces of a picture. */
  LANDMARKS("landmarks", "landmarkDistance", false, 4),
  /** Naturalness without a reference. */
  NIQE("NIQE", "niqe", false, 3);

  private final String label;
  private final String key;
  private final boolean higherIsBetter;
  private final int decimals;

  Measure(String label, String key, boolean higherIsBetter, int decimals) {
    this.label = label;
    this.key = key;
    this.higherIsBetter = higherIsBetter;
    this.decimals = decimals;
  }

  /** {@return its name for people} */
  public String label() {
    return label;
  }

  /** {@return its name in JSON and CSV} */
  public String key() {
    return key;
  }

  /** {@return whether higher values are better} */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /**
   * {@return how much better one value is than another, negative if it is worse; NaN if both are
   * infinite}
   *
   * @param after the one value
   * @param before the other
   */
  public double gain(double after, double before) {
    return higherIsBetter ? after - before : before - after;
  }

  /**
   * {@return a value for people; {@code same} for the infinite ratio of identical pictures, {@code
   * -} for none}
   *
   * @param value a value, NaN for none
   */
  public String text(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return "same";
    }
    String text = Wording.format("%." + decimals + "f", value);
    return text.matches("-0\\.0+") ? text.substring(1) : text;
  }
}
