package io.gpen.degrade;

/**
 * The parameters of one degradation: everything but the image. Equal parameters give equal copies
 * of an image.
 *
 * @param flip whether the clear image is mirrored left to right first
 * @param grey whether the clear image loses its colours first
 * @param blur the shape of the blur
 * @param sigmaX standard deviation of the blur along its first axis in pixels
 * @param sigmaY standard deviation along its second axis; unused if the blur is isotropic
 * @param angle direction of the first axis in radians, from x towards y; unused if isotropic
 * @param downscale how many times smaller the image is made before noise and JPEG; below 1 it is
 *     enlarged
 * @param noiseSigma standard deviation of the Gaussian noise in levels of 0 to 255; 0 for none
 * @param noiseSeed the seed of the noise
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

  /** The shape of a blur. */
  public enum BlurKind {
    /** The same in every direction. */
    ISOTROPIC,
    /** Different along its two axes. */
    ANISOTROPIC
  }

  /** Checks the ranges. */
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

  /** {@return the same degradation without those changes that also affect the clear image} */
  public Degradation keepingClear() {
    return new Degradation(
        false, false, blur, sigmaX, sigmaY, angle, downscale, noiseSigma, noiseSeed, jpegQuality);
  }

  private static void require(boolean valid, String name, double value) {
    if (!valid || !Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " cannot be " + value);
    }
  }
}
