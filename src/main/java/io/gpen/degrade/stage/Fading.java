package io.gpen.degrade.stage;

/**
 * Takes the depth out of the shadows and the brilliance out of the lights.
 *
 * @param black what black becomes, 0 to 1
 * @param white what white becomes, 0 to 1 and not below black
 */
public record Fading(double black, double white) implements Stage {

  /** Checks the ranges. */
  public Fading {
    Require.notNegative("black", black);
    Require.notNegative("white above black", white - black);
  }

  @Override
  public Pixels apply(Pixels picture) {
    float from = (float) black;
    float range = (float) (white - black);
    return picture.map(value -> from + range * value);
  }
}
