package io.gpen.degrade.stage;

/**
 * Lights a picture unevenly: from one side to the other, and less in the corners.
 *
 * @param slope how much lighter one edge and darker the opposite is than the middle, 0 to 1
 * @param angle where the light comes from in radians, from x towards y
 * @param vignette how much darker the corners are, 0 to 1; below 0 for lighter ones, as prints that
 *     have faded from their edges have
 */
public record UnevenLight(double slope, double angle, double vignette) implements Stage {

  /** Checks the ranges. */
  public UnevenLight {
    Require.finite("slope", slope);
    Require.finite("angle", angle);
    Require.finite("vignette", vignette);
  }

  @Override
  public Pixels apply(Pixels picture) {
    double cos = slope * StrictMath.cos(angle);
    double sin = slope * StrictMath.sin(angle);
    float[] lit = picture.copy();
    for (int i = 0; i < lit.length; i++) {
      int pixel = i / picture.channels();
      double x = 2.0 * (pixel % picture.width()) / picture.width() - 1;
      double y = 2.0 * (pixel / picture.width()) / picture.height() - 1;
      double light = 1 + cos * x + sin * y - vignette * (x * x + y * y) / 2;
      lit[i] = Pixels.clip((float) (lit[i] * light));
    }
    return picture.with(lit);
  }
}
