package io.gpen.degrade;

import io.gpen.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Random;

/**
 * Draws the parameters of degradations from the ranges of a preset; shares are those of the
 * reference ({@code GFPGAN_degradation} in training/data_loader/dataset_face.py). Every draw takes
 * the same number of random numbers in the same order from {@link Random}, whose algorithm is
 * specified, so a seed gives the same parameters on every machine.
 */
public final class DegradationDraw {

  private static final double FLIP_SHARE = 0.5;
  private static final double GREY_SHARE = 0.2;
  private static final double ISOTROPIC_SHARE = 0.5;

  private static final DegradationPreset.Range ANGLES =
      new DegradationPreset.Range(-Math.PI, Math.PI);

  private final DegradationPreset preset;
  private final Random random;

  private DegradationDraw(DegradationPreset preset, long seed) {
    this.preset = preset;
    this.random = new Random(seed);
  }

  /**
   * {@return a sequence of draws}
   *
   * @param preset the ranges of the numbers
   * @param seed equal seeds give equal sequences
   */
  public static DegradationDraw of(DegradationPreset preset, long seed) {
    return new DegradationDraw(preset, seed);
  }

  /**
   * {@return the degradation of one file of a set} It depends only on these three, so a file's copy
   * is the same whatever other files there are and in whatever order they come. Of the same seed,
   * the presets' degradations differ in their strength alone.
   *
   * @param preset the ranges of the numbers
   * @param seed the seed of the whole set
   * @param name the file's path inside the set, with {@code /} as separator
   */
  public static Degradation ofFile(DegradationPreset preset, long seed, String name) {
    String key = seed + ":" + Normalizer.normalize(name, Normalizer.Form.NFC);
    String digest = Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    return of(preset, Long.parseUnsignedLong(digest.substring(0, 16), 16)).next();
  }

  /** {@return the next degradation of the sequence} */
  public Degradation next() {
    boolean flip = random.nextDouble() < FLIP_SHARE;
    boolean grey = random.nextDouble() < GREY_SHARE;
    boolean isotropic = random.nextDouble() < ISOTROPIC_SHARE;
    double sigmaX = blurSigma();
    double sigmaY = blurSigma();
    double angle = ANGLES.at(random.nextDouble());
    double downscale = preset.downscale().at(random.nextDouble());
    double noiseSigma = preset.noiseSigma().at(random.nextDouble());
    // The reference draws a fraction, which the encoder truncates.
    int quality = (int) preset.jpegQuality().at(random.nextDouble());
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
    return preset.blurSigma().at(random.nextDouble());
  }
}
