package io.gpen.degrade;

import io.gpen.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Random;

/**
 * Draws the parameters of degradations, each uniformly from the reference's range ({@code
 * GFPGAN_degradation} in training/data_loader/dataset_face.py). Every draw takes the same number of
 * random numbers in the same order from {@link Random}, whose algorithm is specified, so a seed
 * gives the same parameters on every machine.
 */
public final class DegradationDraw {

  private static final double FLIP_SHARE = 0.5;
  private static final double GREY_SHARE = 0.2;
  private static final double ISOTROPIC_SHARE = 0.5;

  /** Standard deviations of the blur in pixels. */
  private static final double MIN_BLUR_SIGMA = 0.1;

  private static final double MAX_BLUR_SIGMA = 10;
  private static final double MIN_DOWNSCALE = 0.8;
  private static final double MAX_DOWNSCALE = 8;

  /** Standard deviation of the noise in levels of 0 to 255. */
  private static final double MAX_NOISE_SIGMA = 20;

  private static final int MIN_JPEG_QUALITY = 60;
  private static final int MAX_JPEG_QUALITY = 100;

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
   * {@return the degradation of one file of a set} It depends only on the two, so a file's copy is
   * the same whatever other files there are and in whatever order they come.
   *
   * @param seed the seed of the whole set
   * @param name the file's path inside the set, with {@code /} as separator
   */
  public static Degradation ofFile(long seed, String name) {
    String key = seed + ":" + Normalizer.normalize(name, Normalizer.Form.NFC);
    String digest = Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    return of(Long.parseUnsignedLong(digest.substring(0, 16), 16)).next();
  }

  /** {@return the next degradation of the sequence} */
  public Degradation next() {
    boolean flip = random.nextDouble() < FLIP_SHARE;
    boolean grey = random.nextDouble() < GREY_SHARE;
    boolean isotropic = random.nextDouble() < ISOTROPIC_SHARE;
    double sigmaX = blurSigma();
    double sigmaY = blurSigma();
    double angle = between(-Math.PI, Math.PI);
    double downscale = between(MIN_DOWNSCALE, MAX_DOWNSCALE);
    double noiseSigma = between(0, MAX_NOISE_SIGMA);
    // The reference draws a fraction, which the encoder truncates.
    int quality = (int) between(MIN_JPEG_QUALITY, MAX_JPEG_QUALITY);
    return new Degradation(
        flip,
        grey,
        isotropic ? Degradation.BlurKind.ISOTROPIC : Degradation.BlurKind.ANISOTROPIC,
        sigmaX,
        isotropic ? sigmaX : sigmaY,
        isotropic ? 0 : angle,
        downscale,
        noiseSigma,
        random.nextLong() >>> 16,
        quality);
  }

  private double blurSigma() {
    return between(MIN_BLUR_SIGMA, MAX_BLUR_SIGMA);
  }

  private double between(double min, double max) {
    return min + (max - min) * random.nextDouble();
  }
}
