package io.gpen.degrade;

/**
 * The numbers of one degradation: everything but the picture. The same numbers give the same
 * picture again.
 *
 * @param flip whether the clear picture is mirrored left to right first
 * @param grey whether the clear picture loses its colours first
 * @param blur the shape of the blur
 * @param sigmaX deviation of the blur along its first axis in pixels
 * @param sigmaY deviation along its second axis; not used if the blur is isotropic
 * @param angle direction of the first axis in radians, from x towards y; not used if isotropic
 * @param downscale how many times smaller the picture is made before noise and JPEG; below 1 it is
 *     made larger
 * @param noiseSigma deviation of the Gaussian noise in levels of 0 to 255; 0 for none
 * @param noiseSeed what the noise is drawn from
 * @param jpegQuality 1 to 100
 */
public record Degradation(
    boolean flip,
    boolean grey,
    BlurKind blur,
    double sigmaX,
    double sigmaY,
    double angle,
    double downscale,
    double noiseSigma,
    long noiseSeed,
    int jpegQuality) {

  /** Refuses numbers that no stage can work with. */
  public Degradation {
    require(sigmaX > 0, "sigmaX", sigmaX);
    require(sigmaY > 0, "sigmaY", sigmaY);
    require(downscale > 0, "downscale", downscale);
    require(noiseSigma >= 0, "noiseSigma", noiseSigma);
    require(Double.isFinite(angle), "angle", angle);
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException("jpegQuality must be 1 to 100, not " + jpegQuality);
    }
  }

  /** {@return the same, but leaving the clear picture as it is: neither mirrored nor grey} */
  public Degradation keepingClear() {
    return new Degradation(
        false, false, blur, sigmaX, sigmaY, angle, downscale, noiseSigma, noiseSeed, jpegQuality);
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds || !Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " cannot be " + value);
    }
  }
}
