package io.gpen.degrade.stage;

/**
 * Tones a picture brown or yellow: black stays nearly black, white becomes cream.
 *
 * @param strength 0 for none, 1 for much
 * @param yellow 0 for the brown of toned prints, 1 for the yellow of old paper
 */
public record Sepia(double strength, double yellow) implements Stage {

  /** Checks the ranges. */
  public Sepia {
    Require.notNegative("strength", strength);
    Require.notNegative("yellow", yellow);
  }

  @Override
  public Pixels apply(Pixels picture) {
    Curve blue = curve(0.45 - 0.35 * yellow, 0.15 + 0.12 * yellow);
    Curve green = curve(0.10 - 0.10 * yellow, 0.04);
    Curve red = curve(-0.20 + 0.10 * yellow, 0);
    float[] toned = picture.inColour().copy();
    for (int i = 0; i < toned.length; i += 3) {
      toned[i] = blue.of(toned[i]);
      toned[i + 1] = green.of(toned[i + 1]);
      toned[i + 2] = red.of(toned[i + 2]);
    }
    return new Pixels(picture.width(), picture.height(), 3, toned);
  }

  private Curve curve(double gamma, double loss) {
    return Curve.of(value -> StrictMath.pow(value, 1 + gamma * strength) * (1 - loss * strength));
  }
}
