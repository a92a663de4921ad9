package io.gpen.face;

import io.gpen.text.Wording;

/**
 * How much of a restored face is used, by how blurred the face was. A generator is calibrated with
 * crops of known blur: it improves blurred faces and takes detail from sharp ones.
 *
 * @param none up to this blur nothing of the restored face is used, in pixels of the crop
 * @param whole from this blur on all of it is used, more than {@code none}
 */
public record ShareCurve(double none, double whole) {

  /** For generators that nobody has calibrated. */
  public static final ShareCurve DEFAULT = new ShareCurve(2, 3.5);

  /** Under this share a face is better left as it is. */
  private static final double LEAST = 0.05;

  /** Refuses a curve that does not rise. */
  public ShareCurve {
    if (!(none >= 0 && whole > none && Double.isFinite(whole))) {
      throw new IllegalArgumentException(
          Wording.format("not a curve of shares: %s to %s pixels", none, whole));
    }
  }

  /**
   * {@return the share of the restored face, 0 or from 0.05 to 1}
   *
   * @param blur the blur of the crop in pixels, or infinity
   */
  public double share(double blur) {
    double share = Math.max(0, Math.min(1, (blur - none) / (whole - none)));
    return share < LEAST ? 0 : share;
  }
}
