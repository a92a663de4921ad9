package io.gpen.degrade;

import io.gpen.degrade.DegradationParameters.Effect;
import io.gpen.degrade.DegradationParameters.Lines;
import io.gpen.degrade.DegradationParameters.Range;
import io.gpen.degrade.DegradationParameters.Round;
import io.gpen.degrade.DegradationParameters.Spots;
import io.gpen.degrade.DegradationParameters.Texture;
import java.util.Locale;

/** Named parameters of degradations. */
public enum DegradationPreset {
  /** What GPEN is trained with ({@code GFPGAN_degradation} of the reference). */
  GPEN(reference(10, 0.8, 8, 20, 60, 100)),
  /** A good photograph, a little soft. */
  MILD(reference(1.6, 1, 2, 4, 75, 96)),
  /** A small or soft face that can be made out well. */
  MEDIUM(reference(3.5, 1, 5, 10, 60, 90)),
  /** A face that can hardly be made out. */
  STRONG(reference(7, 2, 12, 20, 40, 75)),
  /** Prints of the first hundred years of photography, scanned and copied. */
  OLD_PHOTO(oldPhoto());

  private final DegradationParameters parameters;

  DegradationPreset(DegradationParameters parameters) {
    this.parameters = parameters;
  }

  /** {@return the parameters} */
  public DegradationParameters parameters() {
    return parameters;
  }

  /** {@return the name as options and files have it, such as {@code old-photo}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static DegradationParameters reference(
      double maxBlur,
      double minShrink,
      double maxShrink,
      double maxNoise,
      int minQuality,
      int maxQuality) {
    Round reference =
        new Round(
            1,
            range(0.1, maxBlur),
            range(minShrink, maxShrink),
            range(0, maxNoise),
            range(minQuality, maxQuality));
    Range nothing = range(0, 0);
    Round noRound = new Round(0, nothing, nothing, nothing, nothing);
    Effect no = new Effect(0, nothing);
    Texture noTexture = new Texture(0, nothing, nothing);
    Spots noSpots = new Spots(0, nothing, nothing);
    Lines noLines = new Lines(0, nothing, nothing, nothing);
    return new DegradationParameters(
        0, 0.5, 0.2, reference, noRound, no, no, no, no, no, noTexture, no, no, no, noTexture,
        noSpots, no, noLines, noLines, noSpots, 0, noRound, noRound);
  }

  private static DegradationParameters oldPhoto() {
    Range nothing = range(0, 0);
    Round reference = new Round(0, nothing, nothing, nothing, nothing);
    Round nearlyClear =
        new Round(0.125, range(0.3, 1.2), range(1, 1.5), range(0, 3), range(85, 100));
    Effect monochrome = new Effect(0.85, range(0, 0.3));
    Effect sepia = new Effect(0.4, range(0.15, 1));
    Effect defocus = new Effect(0.3, range(1, 5));
    Effect motion = new Effect(0.15, range(3, 12));
    Effect contrast = new Effect(0.7, range(0.6, 1.6));
    Texture grain = new Texture(0.8, range(2, 14), range(0.4, 1.8));
    Effect halftone = new Effect(0.06, range(4, 8));
    Effect fading = new Effect(0.5, range(0.05, 0.4));
    Effect unevenLight = new Effect(0.5, range(0.05, 0.3));
    Texture paper = new Texture(0.35, range(0.01, 0.06), range(0.7, 2.5));
    Spots folds = new Spots(0.12, range(1, 2), range(1.5, 5));
    Effect overlays = new Effect(0.4, range(0.4, 1));
    Lines scratches = new Lines(0.35, range(1, 12), range(60, 500), range(0.7, 2.5));
    Lines hairs = new Lines(0.12, range(1, 3), range(100, 350), range(0.8, 2));
    Spots dust = new Spots(0.5, range(5, 120), range(0.8, 2.2));
    Round scan = new Round(1, range(0.3, 2.5), range(1, 5), range(0, 6), range(60, 100));
    Round copy = new Round(0.35, range(0.2, 1.5), range(1, 2.5), range(0, 5), range(50, 95));
    return new DegradationParameters(
        512,
        0.5,
        0,
        reference,
        nearlyClear,
        monochrome,
        sepia,
        defocus,
        motion,
        contrast,
        grain,
        halftone,
        fading,
        unevenLight,
        paper,
        folds,
        overlays,
        scratches,
        hairs,
        dust,
        0.75,
        scan,
        copy);
  }

  private static Range range(double min, double max) {
    return new Range(min, max);
  }
}
