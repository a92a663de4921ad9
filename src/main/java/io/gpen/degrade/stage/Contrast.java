package io.gpen.degrade.stage;

/**
 * Changes the contrast about middle grey along a curve that never clips: the shoulders of an
 * emulsion.
 *
 * @param gain the slope at middle grey: below 1 softer, above 1 harder
 */
public record Contrast(double gain) implements Stage {

  /** Checks the range. */
  public Contrast {
    Require.notNegative("gain", gain);
  }

  @Override
  public Pixels apply(Pixels picture) {
    return picture.map(Curve.of(this::changed)::of);
  }

  private double changed(double value) {
    double distance = 2 * Math.abs(value - 0.5);
    // 1 - (1 - d)^gain for hard curves; soft ones are straight.
    double bent = gain > 1 ? 1 - StrictMath.pow(1 - distance, gain) : gain * distance;
    return value < 0.5 ? 0.5 - bent / 2 : 0.5 + bent / 2;
  }
}
