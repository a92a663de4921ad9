package io.gpen.face;

import io.gpen.text.Wording;

/**
 * How much of a restored face is used, by how blurred the face was. A generator is calibrated with
 * crops of known blur: it improves blurred faces and takes detail from sharp ones.
 *
 * <p>A small face is blurred by being enlarged into the crop, however sharp it is in the photo.
 * What a generator adds to such a face it cannot know from the photo, so that the face becomes
 * clearer but less like itself. Less of it is used, the sharper the face is in pixels of the photo.
 * This was measured with the default generator; see docs/quality.md.
 *
 * @param none up to this blur nothing of the restored face is used, in pixels of the crop
 * @param whole from this blur on all of it is used, more than {@code none}
 */
public record ShareCurve(double none, double whole) {

  /** For generators that nobody has calibrated. */
  public static final ShareCurve DEFAULT = new ShareCurve(2, 3.5);

  /** Under this share a face is better left as it is. */
  private static final double LEAST = 0.05;

  /** From this blur on a face of any size gets its whole share, in pixels of the photo. */
  private static final double SOFT = 3.5;

  /** What a small face that is sharp in the photo gets of its share. */
  private static final double SHARP_PART = 0.35;

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
   * @param magnification how many pixels of the crop one pixel of the photo becomes, along one axis
   */
  public double share(double blur, double magnification) {
    double share = ramp((blur - none) / (whole - none));
    double part = Math.max(SHARP_PART, ramp(blur / magnification / SOFT));
    return share * part < LEAST ? 0 : share * part;
  }

  private static double ramp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
