package io.gpen.degrade;

import io.gpen.degrade.DegradationParameters.Effect;
import io.gpen.degrade.DegradationParameters.Range;
import io.gpen.degrade.DegradationParameters.Round;
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
            new Range(0.1, maxBlur),
            new Range(minShrink, maxShrink),
            new Range(0, maxNoise),
            new Range(minQuality, maxQuality));
    Range nothing = new Range(0, 0);
    Effect never = new Effect(0, nothing);
    Round noRound = new Round(0, nothing, nothing, nothing, nothing);
    return new DegradationParameters(
        0, 0.5, 0.2, reference, noRound, never, never, never, never, never, never, nothing, never,
        noRound, noRound);
  }

  private static DegradationParameters oldPhoto() {
    Range nothing = new Range(0, 0);
    return new DegradationParameters(
        512,
        0.5,
        0,
        new Round(0, nothing, nothing, nothing, nothing),
        new Round(
            0.125, new Range(0.3, 1.2), new Range(1, 1.5), new Range(0, 3), new Range(85, 100)),
        effect(0.85, 0, 0.3),
        effect(0.4, 0.15, 1),
        effect(0.3, 1, 5),
        effect(0.15, 3, 12),
        effect(0.7, 0.6, 1.6),
        effect(0.8, 2, 14),
        new Range(0.4, 1.8),
        effect(0.5, 0.05, 0.4),
        new Round(1, new Range(0.3, 2.5), new Range(1, 5), new Range(0, 6), new Range(60, 100)),
        new Round(
            0.35, new Range(0.2, 1.5), new Range(1, 2.5), new Range(0, 5), new Range(50, 95)));
  }

  private static Effect effect(double share, double min, double max) {
    return new Effect(share, new Range(min, max));
  }
}
