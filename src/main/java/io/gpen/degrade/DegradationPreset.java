package io.gpen.degrade;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Named parameters of degradations. */
public enum DegradationPreset {
  /** What GPEN is trained with ({@code GFPGAN_degradation} of the reference). */
  GPEN(reference("0.1..10", "0.8..8", "0..20", "60..100")),
  /** A good photograph, a little soft. */
  MILD(reference("0.1..1.6", "1..2", "0..4", "75..96")),
  /** A small or soft face that can be made out well. */
  MEDIUM(reference("0.1..3.5", "1..5", "0..10", "60..90")),
  /** A face that can hardly be made out. */
  STRONG(reference("0.1..7", "2..12", "0..20", "40..75")),
  /** Prints of the first hundred years of photography, scanned and copied. */
  OLD_PHOTO(
      """
      side 512
      flip 0.5
      nearly-clear.share 0.125
      nearly-clear.blur 0.3..1.2
      nearly-clear.shrink 1..1.5
      nearly-clear.noise 0..3
      nearly-clear.quality 85..100
      monochrome.share 0.85
      monochrome.strength 0..0.3
      sepia.share 0.4
      sepia.strength 0.15..1
      defocus.share 0.3
      defocus.strength 1..5
      motion.share 0.15
      motion.strength 3..12
      contrast.share 0.7
      contrast.strength 0.6..1.6
      grain.share 0.8
      grain.strength 2..14
      grain.size 0.4..1.8
      halftone.share 0.06
      halftone.strength 4..8
      fading.share 0.5
      fading.strength 0.05..0.4
      uneven-light.share 0.5
      uneven-light.strength 0.05..0.3
      paper.share 0.35
      paper.strength 0.01..0.06
      paper.size 0.7..2.5
      folds.share 0.12
      folds.count 1..2
      folds.size 1.5..5
      overlays.share 0.4
      overlays.strength 0.4..1
      scratches.share 0.35
      scratches.count 1..12
      scratches.length 60..500
      scratches.width 0.7..2.5
      hairs.share 0.12
      hairs.count 1..3
      hairs.length 100..350
      hairs.width 0.8..2
      dust.share 0.5
      dust.count 5..120
      dust.size 0.8..2.2
      light-damage 0.75
      scan.share 1
      scan.blur 0.3..2.5
      scan.shrink 1..5
      scan.noise 0..6
      scan.quality 60..100
      copy.share 0.35
      copy.blur 0.2..1.5
      copy.shrink 1..2.5
      copy.noise 0..5
      copy.quality 50..95
      """);

  private final DegradationParameters parameters;

  /** Takes a name and a value a line; what is not named is 0. */
  DegradationPreset(String text) {
    Map<String, String> values = new HashMap<>();
    text.lines().map(line -> line.split(" ")).forEach(parts -> values.put(parts[0], parts[1]));
    parameters = ParameterText.parse(values);
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

  private static String reference(String blur, String shrink, String noise, String quality) {
    return "flip 0.5\ngrey 0.2\nreference.share 1\nreference.blur "
        + blur
        + "\nreference.shrink "
        + shrink
        + "\nreference.noise "
        + noise
        + "\nreference.quality "
        + quality;
  }
}
