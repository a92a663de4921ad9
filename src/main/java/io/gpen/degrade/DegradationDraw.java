package io.gpen.degrade;

import io.gpen.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Random;

/**
 * Draws the numbers of degradations, each uniformly from the reference's range ({@code
 * GFPGAN_degradation} in training/data_loader/dataset_face.py). Every draw takes the same number of
 * random numbers in the same order, whatever comes out, from {@link Random}, whose algorithm is
 * part of the Java platform: a seed means the same numbers on every machine.
 */
public final class DegradationDraw {

  private final Random random;

  private DegradationDraw(long seed) {
    this.random = new Random(seed);
  }

  /**
   * {@return a sequence of draws}
   *
   * @param seed equal seeds give equal sequences
   */
  public static DegradationDraw of(long seed) {
    return new DegradationDraw(seed);
  }

  /**
   * {@return the degradation of one file of a set} It depends on nothing but the two, so a file's
   * copy is the same whatever other files there are and in whatever order they come.
   *
   * @param seed the seed of the whole set
   * @param name the file's path inside the set, with {@code /} between the parts
   */
  public static Degradation ofFile(long seed, String name) {
    String key = seed + ":" + Normalizer.normalize(name, Normalizer.Form.NFC);
    String digest = Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    return of(Long.parseUnsignedLong(digest.substring(0, 16), 16)).next();
  }

  /** {@return the next degradation of the sequence} */
  public Degradation next() {
    boolean flip = random.nextDouble() < DegradationConstants.FLIP_SHARE;
    boolean grey = random.nextDouble() < DegradationConstants.GREY_SHARE;
    boolean isotropic = random.nextDouble() < DegradationConstants.ISOTROPIC_SHARE;
    double sigmaX = blurSigma();
    double sigmaY = blurSigma();
    double angle = between(-Math.PI, Math.PI);
    double downscale =
        between(DegradationConstants.MIN_DOWNSCALE, DegradationConstants.MAX_DOWNSCALE);
    double noiseSigma = between(0, DegradationConstants.MAX_NOISE_SIGMA);
    // The reference draws a fraction and the encoder cuts it off.
    int quality =
        (int) between(DegradationConstants.MIN_JPEG_QUALITY, DegradationConstants.MAX_JPEG_QUALITY);
    return new Degradation(
        flip,
        grey,
        isotropic ? BlurKind.ISOTROPIC : BlurKind.ANISOTROPIC,
        sigmaX,
        isotropic ? sigmaX : sigmaY,
        isotropic ? 0 : angle,
        downscale,
        noiseSigma,
        random.nextLong() >>> 16,
        quality);
  }

  private double blurSigma() {
    return between(DegradationConstants.MIN_BLUR_SIGMA, DegradationConstants.MAX_BLUR_SIGMA);
  }

  private double between(double min, double max) {
    return min + (max - min) * random.nextDouble();
  }
}
