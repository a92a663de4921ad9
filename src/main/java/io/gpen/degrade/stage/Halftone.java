package io.gpen.degrade.stage;

/**
 * Prints a picture as newspapers do: dots on a grid, the larger the darker.
 *
 * @param period of the grid in pixels
 * @param angle of the grid in radians, from x towards y
 * @param strength 0 for the picture itself to 1 for nothing but dots
 */
public record Halftone(double period, double angle, double strength) implements Stage {

  private static final int PHASES = 1024;

  /** Checks the ranges. */
  public Halftone {
    Require.positive("period", period);
    Require.finite("angle", angle);
  }

  @Override
  public Pixels apply(Pixels picture) {
    float[] wave = new float[PHASES];
    for (int i = 0; i < PHASES; i++) {
      wave[i] = (float) StrictMath.cos(2 * Math.PI * i / PHASES);
    }
    double cos = StrictMath.cos(angle) * PHASES / period;
    double sin = StrictMath.sin(angle) * PHASES / period;
    // The edge of a dot is about a pixel wide.
    float slope = (float) Math.max(1, period / 2);
    float[] dots = picture.copy();
    for (int i = 0; i < dots.length; i++) {
      int pixel = i / picture.channels();
      double x = pixel % picture.width();
      double y = pixel / picture.width();
      float screen =
          0.5f
              + (wave[(int) Math.floor(cos * x + sin * y) & PHASES - 1]
                      + wave[(int) Math.floor(cos * y - sin * x) & PHASES - 1])
                  / 4;
      float dot = Pixels.clip((dots[i] - screen) * slope + 0.5f);
      dots[i] += (float) strength * (dot - dots[i]);
    }
    return picture.with(dots);
  }
}
